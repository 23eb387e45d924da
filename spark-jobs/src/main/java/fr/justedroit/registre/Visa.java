package fr.justedroit.registre;

import fr.justedroit.config.YamlNode;
import fr.justedroit.errors.Problems;
import fr.justedroit.model.Form;
import fr.justedroit.table.ExecutionId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A written authorisation to put one bundle into force, for named reasons, until a day, once. It is not signed: who may
 * hand one in is for the rights on the command to say; what it is bound to is checked here.
 *
 * @param modelId the model
 * @param sums SHA-256 of the bundle's {@code SOMMES.sha256}: these bytes and no others
 * @param author who answers for it
 * @param reason why
 * @param until last day of validity, UTC
 * @param admitted names of bounds on which the gate may be unable to conclude
 * @param form which model ranks, when the visa says it
 */
record Visa(
        String modelId,
        String sums,
        String author,
        String reason,
        LocalDate until,
        Set<String> admitted,
        Optional<Form> form) {

    /** Reads a visa; every problem is reported at its line (CONFIGURATION). */
    static Visa parse(String text) {
        Problems problems = new Problems();
        YamlNode file = YamlNode.parse("visa", text, problems);
        file.allow("modele", "sommes", "auteur", "raison", "jusqua", "admet", "forme");
        Set<String> admitted = new TreeSet<>();
        file.find("admet").map(YamlNode::items).orElse(List.of()).forEach(item -> {
            if (!PromotionGate.BOUNDS.contains(item.text())) {
                item.problem("'" + item.text() + "' is no bound of the promotion; known: "
                        + String.join(", ", PromotionGate.BOUNDS));
            }
            admitted.add(item.text());
        });
        Optional<Form> form = file.find("forme").flatMap(node -> {
            Optional<Form> found = Form.ofWord(node.text());
            if (found.isEmpty()) {
                node.problem("a form is arbres or logistique");
            }
            return found;
        });
        Visa visa = new Visa(
                said(file, "modele"),
                said(file, "sommes"),
                said(file, "auteur"),
                said(file, "raison"),
                day(file.at("jusqua")),
                admitted,
                form);
        problems.check();
        return visa;
    }

    private static String said(YamlNode file, String key) {
        YamlNode node = file.at(key);
        String text = node.text().strip();
        if (file.has(key) && text.isEmpty()) {
            node.problem("'" + key + "' says nothing");
        }
        return text;
    }

    private static LocalDate day(YamlNode node) {
        try {
            return LocalDate.parse(node.text());
        } catch (DateTimeParseException e) {
            node.problem("a day is written YYYY-MM-DD");
            return LocalDate.EPOCH;
        }
    }

    /** SHA-256 of what it says: another layout of the same visa is the same visa. */
    String digest() {
        return ExecutionId.sha256(String.join(
                "\u0000",
                modelId,
                sums,
                author,
                reason,
                until.toString(),
                String.join(",", new TreeSet<>(admitted)),
                form.map(Form::word).orElse("")));
    }

    /** As the registry keeps it. */
    String words() {
        return author + " : " + reason + " (admet : " + (admitted.isEmpty() ? "rien" : String.join(", ", admitted))
                + " ; jusqu'au " + until + ")";
    }
}
