package fr.justedroit.registre;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundles;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The history of {@code modele/registre}: its last line says what is in force. Thread-safe. */
public final class Registry {
    static final TableId TABLE = TableId.national(Zone.MODELE, "registre");

    private static final List<String> COLUMNS = List.of(
            "instant", "modele_id", "acte", "cible", "forme", "visa", "visa_digest", "identite", "precedent_id");

    private final Door door;

    public Registry(Door door) {
        this.door = door;
    }

    /**
     * One act.
     *
     * @param instant when, UTC
     * @param modelId the model that it put into force
     * @param act {@code promotion} or {@code retour}
     * @param cible name of the target
     * @param form which of its models ranks
     * @param visa who authorised and why
     * @param visaDigest SHA-256 of what the visa says
     * @param identity user that ran the command
     * @param previousId the model that was in force before, or {@code ""}
     */
    public record Entry(
            Instant instant,
            String modelId,
            String act,
            String cible,
            Form form,
            String visa,
            String visaDigest,
            String identity,
            String previousId) {}

    /** What is in force, or empty before the first promotion. */
    public Optional<InForce> inForce(Access access) {
        List<Entry> history = history(access);
        if (history.isEmpty()) {
            return Optional.empty();
        }
        Entry last = history.get(history.size() - 1);
        return Optional.of(new InForce(last.modelId(), last.form(), last.cible(), last.instant()));
    }

    /** The model that a command is about: the one that it names, or the one in force, which there must be then. */
    String idOrInForce(Access access, Optional<String> modelId, Bundles bundles) {
        return modelId.or(() -> inForce(access).map(InForce::modelId))
                .orElseThrow(() -> ErrorCode.STATE_MISSING.with(
                        "quoi",
                        "No model is in force.",
                        "raison",
                        "Without an identifier, it is about the model in force.",
                        "remede",
                        "Give one; the models are: " + String.join(", ", bundles.ids(access)) + "."));
    }

    /** Every act, oldest first. */
    public List<Entry> history(Access access) {
        List<Entry> entries = new ArrayList<>();
        for (Row row : door.open(access, Read.national(Zone.MODELE, "registre").columns(COLUMNS))
                .collectAsList()) {
            entries.add(new Entry(
                    row.getTimestamp(0).toInstant(),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Form.ofWord(row.getString(4))
                            .orElseThrow(() -> new IllegalStateException("the registry names an unknown form")),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8)));
        }
        entries.sort(Comparator.comparing(Entry::instant).thenComparing(Entry::modelId));
        return List.copyOf(entries);
    }

    /** Adds an act; the caller holds the lease of the zone, so that two promotions do not cross. */
    long append(Access access, Entry entry) {
        Row row = RowFactory.create(
                Timestamp.from(entry.instant()),
                entry.modelId(),
                entry.act(),
                entry.cible(),
                entry.form().word(),
                entry.visa(),
                entry.visaDigest(),
                entry.identity(),
                entry.previousId());
        return door.append(
                access,
                TABLE,
                door.spark()
                        .createDataFrame(
                                List.of(row), Columns.of(door.catalogue().spec(TABLE), COLUMNS)));
    }
}
