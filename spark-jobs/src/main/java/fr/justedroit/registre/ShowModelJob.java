package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.model.Bundles;
import fr.justedroit.model.Card;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The command {@code model show}: the card of a model in plain French, with what was measured of it since. */
public final class ShowModelJob {
    private final Door door;
    private final Bundles bundles;
    private final Registry registry;

    public ShowModelJob(Door door, Keys keys) {
        this.door = door;
        this.bundles = new Bundles(door, keys);
        this.registry = new Registry(door);
    }

    /**
     * What is shown.
     *
     * @param modelId the model
     * @param card its card
     * @param checksum SHA-256 of its sums, which a visa names
     * @param lines the card in words
     * @param occupations the profile by occupation, which is among them
     */
    public record Result(String modelId, Card card, String checksum, List<String> lines, List<String> occupations) {
        public Result {
            lines = List.copyOf(lines);
            occupations = List.copyOf(occupations);
        }
    }

    /**
     * Shows a model after checking it whole.
     *
     * @param modelId its identifier; empty for the one in force
     */
    public Result execute(Optional<String> modelId) {
        Access access = Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "model show");
        Optional<InForce> inForce = registry.inForce(access);
        String id = registry.idOrInForce(access, modelId, bundles);
        Card card = bundles.card(access, id);
        String checksum = bundles.checksum(access, id);
        List<String> lines = new ArrayList<>();
        card.rivals().warning().ifPresent(lines::add);
        lines.add("Modèle " + id);
        lines.add(Card.STATEMENT + ".");
        lines.add("Cible : " + card.cibleLabel() + " (" + card.cible() + ").");
        lines.add(inForce.filter(now -> now.modelId().equals(id))
                .map(now -> "En vigueur depuis le " + now.since() + ", classe par : "
                        + now.form().word() + ".")
                .orElse("Ce modèle n'est pas en vigueur."));
        learnt(card, lines);
        measured(access, id, card, lines);
        lines.addAll(FoundLines.of(card.rivals()));
        lines.addAll(FoundLines.of(card.frauds()));
        lines.addAll(FoundLines.of(bundles.profiles(access, id)));
        List<String> occupations = FoundLines.of(bundles.occupations(access, id));
        lines.addAll(occupations);
        lines.add("Sommes : " + checksum);
        return new Result(id, card, checksum, lines, occupations);
    }

    private static void learnt(Card card, List<String> lines) {
        Card.Counts counts = card.counts();
        lines.add("Appris sur %d mois d'Allnat, jusqu'à %s : %s cellules de %s cas décidés, dont %s positifs."
                .formatted(
                        card.months().size(),
                        card.asOf(),
                        FoundLines.whole(counts.cells()),
                        FoundLines.whole(counts.cases()),
                        FoundLines.whole(counts.positives())));
        List<String> empty = card.months().stream()
                .filter(month -> month.cells() == 0)
                .map(Card.Month::month)
                .toList();
        if (!empty.isEmpty()) {
            lines.add("Mois sans cellule : " + String.join(", ", empty) + ".");
        }
        new TreeMap<>(card.cellsByOrigin())
                .forEach((origin, cells) ->
                        lines.add("Origine " + origin + " : " + FoundLines.whole(cells) + " cellules."));
        lines.add("Les poids de tirage valent " + FoundLines.decimal(counts.effectiveCells(), 1)
                + " cellules de même poids.");
        if (!card.windows().isEmpty()) {
            lines.add("Variables qui regardent en arrière : "
                    + String.join(
                            ", ",
                            new TreeMap<>(card.windows())
                                    .entrySet().stream()
                                            .map(entry -> entry.getKey() + " (" + entry.getValue() + " mois)")
                                            .toList())
                    + ".");
        }
        new TreeMap<>(card.hyperparameters())
                .forEach((name, value) -> lines.add("Réglage " + name + " : " + value + "."));
        lines.add("Graine : " + card.seed() + " ; version du code : " + card.codeVersion() + ".");
        lines.add("Forme proposée par l'apprentissage : " + card.proposed().word() + ".");
    }

    private void measured(Access access, String id, Card card, List<String> lines) {
        new TreeMap<>(card.figures())
                .forEach((name, value) -> lines.add(name + " : " + FoundLines.decimal(value, 3) + "."));
        lines.add(Card.READING);
        Measures measures = Measures.of(door, access, id);
        if (measures.byName().isEmpty()) {
            lines.add("Pas encore évalué sur des cas décidés.");
            return;
        }
        lines.add("Évaluation du mois " + measures.month() + " :");
        new TreeMap<>(measures.byName())
                .forEach((name, figure) -> lines.add("  " + name + " : " + FoundLines.interval(figure)));
    }
}
