package fr.justedroit.model;

import fr.justedroit.config.Keys;
import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.FileDoor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;

/** Writes the files of a bundle; the sums come last, and make it one. Written again, it starts from the beginning. */
final class BundleWriter {
    private final FileDoor files;
    private final SparkSession spark;
    private final Sums sums;
    private final Access access;

    BundleWriter(Door door, Keys keys, Access access) {
        this.files = door.files();
        this.spark = door.spark();
        this.sums = new Sums(files, keys);
        this.access = access.of(AccessKind.CREATION);
    }

    /** The identifier: the same for the same target, month, models and dictionary, wherever they were learnt. */
    static String id(String target, String asOf, Learner.Learnt learnt, List<BundleVariable> variables) {
        return id(
                target,
                asOf,
                CanonicalForm.toJson(learnt.trees()),
                CanonicalForm.toJson(learnt.logistic()),
                CardJson.write(variables));
    }

    /** The same, from the texts of a bundle's files. */
    static String id(String target, String asOf, String trees, String logistic, String dictionary) {
        String content = trees + "\n" + logistic + "\n" + dictionary;
        return target + "-" + asOf + "-" + ExecutionId.sha256(content).substring(0, 12);
    }

    void write(Card card, Training.Outcome outcome, List<BundleVariable> variables) {
        Learner.Learnt learnt = outcome.learnt();
        text(card.id(), Bundles.TREES, CanonicalForm.toJson(learnt.trees()));
        text(card.id(), Bundles.LOGISTIC, CanonicalForm.toJson(learnt.logistic()));
        text(card.id(), Bundles.DICTIONARY, CardJson.write(variables));
        text(card.id(), Bundles.CARD, CardJson.write(card));
        text(card.id(), Bundles.PROFILES, FindingsJson.write(outcome.profiles()));
        text(card.id(), Bundles.OCCUPATIONS, FindingsJson.write(outcome.occupations()));
        outcome.frauds().model().ifPresent(model -> text(card.id(), Bundles.FRAUDS, CanonicalForm.toJson(model)));
        mllib(card.id(), "mllib/arbres", learnt.mllibTrees().write());
        mllib(card.id(), "mllib/logistique", learnt.mllibLogistic().write());
        sums.seal(access, card.id());
    }

    private void text(String id, String name, String content) {
        files.write(access, Sums.BUNDLE, id + "/" + name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void mllib(String id, String folder, MLWriter writer) {
        try {
            writer.session(spark).overwrite().save(files.folderFor(access, Sums.BUNDLE, id + "/" + folder));
        } catch (IOException e) {
            throw ErrorCode.STORAGE.with(
                    "quoi",
                    "writing MLlib's files",
                    "raison",
                    "The file system said: " + e.getClass().getSimpleName() + ".");
        }
    }
}
