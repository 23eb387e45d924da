package fr.justedroit.scoring;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Calibrations of a model under {@code modele/<id>/evaluation/}, beside the bundle and signed apart: {@code audit}
 * writes them, {@code scoring} reads them. Thread-safe.
 */
public final class CalibrationFiles {
    private static final TableId EVALUATION = TableId.national(Zone.MODELE, "evaluation");

    private final FileDoor files;
    private final KeyedHash key;

    public CalibrationFiles(FileDoor files, Keys keys) {
        this.files = files;
        this.key = keys.of(Keys.Use.SIGNATURE);
    }

    private static String path(String modelId, Form form) {
        return modelId + "/evaluation/calibration_" + form.word() + ".txt";
    }

    private String signed(String modelId, Form form, String text) {
        return text + HexFormat.of().formatHex(key.hash("calibration", modelId, form.word(), text)) + "\n";
    }

    /** Writes or replaces the calibration of a form. */
    public void write(Access access, String modelId, Form form, Calibration calibration) {
        String text = signed(modelId, form, calibration.toText());
        files.write(access, EVALUATION, path(modelId, form), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The calibration of a form, or empty while the model was not evaluated; one that was edited is refused. */
    public Optional<Calibration> read(Access access, String modelId, Form form) {
        return files.readText(access, EVALUATION, path(modelId, form)).map(text -> {
            int last = text.stripTrailing().lastIndexOf('\n') + 1;
            String steps = text.substring(0, last);
            byte[] expected = signed(modelId, form, steps).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(expected, text.getBytes(StandardCharsets.UTF_8))) {
                throw ErrorCode.STATE_MISSING.with(
                        "quoi",
                        "The calibration of model " + modelId + " is not what was signed.",
                        "raison",
                        "It was edited, or written under another root's key.",
                        "remede",
                        "Run: juste-droit evaluate --modele " + modelId);
            }
            return Calibration.parse(steps);
        });
    }
}
