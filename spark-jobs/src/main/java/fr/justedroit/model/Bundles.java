package fr.justedroit.model;

import fr.justedroit.config.Keys;
import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.FileDoor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The sealed models under {@code modele/}. Every reading checks the signature and each file's sum first, MLlib's files
 * too: a bundle with a byte edited, a file added or one missing is refused. Thread-safe.
 */
public final class Bundles {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*-[0-9]{4}-[0-9]{2}-[0-9a-f]{12}");

    static final String TREES = "arbres.json";
    static final String LOGISTIC = "logistique.json";
    static final String DICTIONARY = "dictionnaire.json";
    static final String CARD = "fiche.json";
    static final String PROFILES = "profils.json";
    static final String OCCUPATIONS = "professions.json";
    static final String FRAUDS = "fraude_logistique.json";

    private final FileDoor files;
    private final Sums sums;

    public Bundles(Door door, Keys keys) {
        this.files = door.files();
        this.sums = new Sums(files, keys);
    }

    /** Identifiers of the models that are sealed, sorted; a folder without sums is what a killed run left. */
    public List<String> ids(Access access) {
        return files.list(access, Sums.BUNDLE, "").stream()
                .filter(name -> ID.matcher(name).matches())
                .filter(name -> files.list(access, Sums.BUNDLE, name).contains(Sums.FILE))
                .toList();
    }

    /**
     * Reads a model after checking it whole.
     *
     * @throws fr.justedroit.errors.DataminingException STATE_MISSING when there is none of that identifier,
     *     GATE_REFUSED when it is not what was signed
     */
    public Bundle read(Access access, String id) {
        check(access, id);
        Card card = unchecked(access, id);
        return parsed(
                id,
                () -> new Bundle(
                        id,
                        card.cible(),
                        (TreeEnsemble) CanonicalForm.parse(text(access, id, TREES)),
                        (LinearModel) CanonicalForm.parse(text(access, id, LOGISTIC)),
                        CardJson.readVariables(text(access, id, DICTIONARY)),
                        card.proposed(),
                        card.asOf()));
    }

    /** The card of a model, after checking it whole; as {@link #read}. */
    public Card card(Access access, String id) {
        check(access, id);
        return unchecked(access, id);
    }

    /** The typical profiles of a model, after checking it whole; none in one that was sealed before there were any. */
    public Profiles profiles(Access access, String id) {
        check(access, id);
        return files.readText(access, Sums.BUNDLE, id + "/" + PROFILES)
                .map(text -> parsed(id, () -> FindingsJson.profiles(text)))
                .orElseGet(() -> Profiles.none(new Split(List.of(), List.of())));
    }

    /** The profile by occupation of a model; as {@link #profiles}. */
    public Occupations occupations(Access access, String id) {
        check(access, id);
        return files.readText(access, Sums.BUNDLE, id + "/" + OCCUPATIONS)
                .map(text -> parsed(id, () -> FindingsJson.occupations(text)))
                .orElseGet(Occupations::none);
    }

    /** The regression of retained frauds, after checking the model whole; empty where there was nothing to learn it from. */
    public Optional<LinearModel> frauds(Access access, String id) {
        check(access, id);
        return files.readText(access, Sums.BUNDLE, id + "/" + FRAUDS)
                .map(text -> parsed(id, () -> (LinearModel) CanonicalForm.parse(text)));
    }

    /** SHA-256 of {@code SOMMES.sha256}: what a visa and a deployment name. The model is not checked. */
    public String checksum(Access access, String id) {
        return Sums.checksum(sums(access, id));
    }

    /** What is wrong with a model, in words: a seal that does not hold, or an identifier that its content does not give. */
    public Optional<String> problem(Access access, String id) {
        Optional<String> sealed = sums.problem(access, id, text(access, id, Sums.FILE));
        if (sealed.isPresent()) {
            return sealed;
        }
        Bundle bundle = read(access, id);
        String expected = BundleWriter.id(
                bundle.cible(),
                bundle.asOf(),
                text(access, id, TREES),
                text(access, id, LOGISTIC),
                text(access, id, DICTIONARY));
        return expected.equals(id)
                ? Optional.empty()
                : Optional.of("Its canonical forms give the identifier " + expected + ".");
    }

    private void check(Access access, String id) {
        sums.problem(access, id, sums(access, id)).ifPresent(problem -> {
            throw refused(id, problem);
        });
    }

    private String sums(Access access, String id) {
        if (!ID.matcher(id).matches() || !ids(access).contains(id)) {
            List<String> known = ids(access);
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "There is no model of that identifier.",
                    "raison",
                    known.isEmpty()
                            ? "No model was trained under this root."
                            : "Known: " + String.join(", ", known) + ".",
                    "remede",
                    "Give one of them, or run 'juste-droit train --as-of M'.");
        }
        return text(access, id, Sums.FILE);
    }

    private Card unchecked(Access access, String id) {
        String card = text(access, id, CARD);
        parsed(id, () -> CardJson.newer(card)).ifPresent(version -> {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi", "Model " + id + " has a form that this version does not read.",
                    "raison", "It was trained by juste-droit " + version + ".",
                    "remede", "Use that version or a later one.");
        });
        return parsed(id, () -> CardJson.readCard(card));
    }

    private String text(Access access, String id, String name) {
        return files.readText(access, Sums.BUNDLE, id + "/" + name)
                .orElseThrow(() -> refused(id, "File " + name + " is missing."));
    }

    private static <T> T parsed(String id, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | ClassCastException e) {
            throw refused(id, "It was signed by another version, whose files this one cannot read.");
        }
    }

    private static RuntimeException refused(String id, String problem) {
        return ErrorCode.GATE_REFUSED.with(
                "porte",
                "The integrity check",
                "quoi",
                "model " + id,
                "raison",
                problem,
                "remede",
                "Put the bundle back as it was signed, from a copy, or move its folder away and train again.");
    }
}
