package fr.justedroit.dossier;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.source.Delivery;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Unit;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names what a unit of ingest computes. The tolerance and the words of comments are not in it: they change no result, only
 * whether a delivery is taken or how it is explained.
 */
final class ExecutionIds {
    /** Raised, with a decision record, when ingest gives other results on purpose. */
    static final int RESULT_VERSION = 3;

    private final Settings settings;
    private final int window;
    private final Contracts contracts;
    private final Map<Set<String>, String> digests = new HashMap<>();
    private final String model;
    private final String audit;
    private final String types;

    ExecutionIds(Settings settings, Dictionary dictionary, int window) {
        this.settings = settings;
        this.window = window;
        this.contracts = settings.contracts();
        this.model = dictionary.digest(Role.MODELE);
        this.audit = dictionary.digest(Role.AUDIT);
        StringBuilder text = new StringBuilder();
        dictionary.etat().forEach(column -> text.append(column.name())
                .append(' ')
                .append(column.type())
                .append('\n'));
        this.types = ExecutionId.sha256(text.toString());
    }

    /** @param etat execution ids of etat_mois, of which those of the window before the unit's month count */
    ExecutionId of(Delivery delivery, Map<Unit, ExecutionId> etat) {
        Unit unit = delivery.unit();
        ExecutionId.Builder builder = ExecutionId.of("ingest", unit.month())
                .with("caf", unit.caf())
                .with("version", String.valueOf(RESULT_VERSION))
                .with("contrats", digests.computeIfAbsent(extracts(delivery), this::digest))
                .with("dictionnaire.modele", model)
                .with("dictionnaire.audit", audit)
                .with("dictionnaire.types", types)
                .with("fenetre", String.valueOf(window))
                .with("livraison", delivery.digest());
        for (String month : Windows.of(window, unit.month())) {
            for (String name : new TreeSet<>(settings.scale().byName().keySet())) {
                builder.with(
                        "bareme." + name + "." + month,
                        String.valueOf(settings.scale().value(name, month)));
            }
            ExecutionId earlier = etat.get(Unit.of(unit.caf(), month));
            if (earlier != null && !month.equals(unit.month())) {
                builder.with("etat_mois." + month, earlier.value());
            }
            for (String ancestor : settings.cafs().ancestors(unit.caf())) {
                ExecutionId inherited = etat.get(Unit.of(ancestor, month));
                if (inherited != null) {
                    builder.with("etat_mois." + ancestor + "." + month, inherited.value());
                }
            }
        }
        return builder.build();
    }

    private static Set<String> extracts(Delivery delivery) {
        return delivery.files().stream()
                .map(Delivery.DeliveredFile::extract)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The contracts of what was delivered: one that is optional and was not there changes nothing. */
    private String digest(Set<String> delivered) {
        Predicate<String> counts = name -> delivered.contains(name)
                || contracts.extract(name).filter(Contracts.Extract::optional).isEmpty();
        Map<Contracts.Part, String> roles = new EnumMap<>(contracts.roles());
        roles.values().removeIf(counts.negate());
        StringBuilder text = new StringBuilder()
                .append(contracts.separator())
                .append(contracts.quote())
                .append(contracts.encoding())
                .append(contracts.decimal())
                .append(roles)
                .append('\n');
        contracts.extracts().values().stream()
                .filter(extract -> counts.test(extract.name()))
                .forEach(extract -> {
                    text.append(extract.name())
                            .append('|')
                            .append(extract.key())
                            .append('|')
                            .append(extract.parent());
                    extract.columns().forEach(column -> text.append("\n  ")
                            .append(column.name())
                            .append('|')
                            .append(column.type())
                            .append('|')
                            .append(column.required())
                            .append('|')
                            .append(column.values())
                            .append('|')
                            .append(column.min())
                            .append('|')
                            .append(column.max())
                            .append('|')
                            .append(column.pattern())
                            .append('|')
                            .append(column.notAfterMonth())
                            .append('|')
                            .append(column.notBefore())
                            .append(column.requiredBy().isEmpty() ? "" : "|" + column.requiredBy())
                            .append(column.read() ? "" : "|non lue"));
                    text.append('\n');
                });
        return ExecutionId.sha256(text.toString());
    }
}
