package fr.justedroit.config;

import fr.justedroit.errors.Problems;
import java.nio.file.Path;

/**
 * The files of {@code conf/} that every command reads, checked together; the dictionary is read by {@code variable}.
 *
 * @param folder where they lie
 * @param contracts {@code sources.yaml}
 * @param cafs {@code caf.yaml}
 * @param thresholds {@code seuils.yaml}
 * @param scale {@code bareme.yaml}
 */
public record Settings(Path folder, Contracts contracts, Cafs cafs, Thresholds thresholds, Scale scale) {

    /** Reads all files, adding to {@code problems} whatever is wrong; the result is only to be used if nothing is. */
    public static Settings read(Path folder, Problems problems) {
        return new Settings(
                folder,
                Contracts.read(YamlNode.read(folder.resolve("sources.yaml"), problems)),
                Cafs.read(YamlNode.read(folder.resolve("caf.yaml"), problems)),
                Thresholds.read(YamlNode.read(folder.resolve("seuils.yaml"), problems)),
                Scale.read(YamlNode.read(folder.resolve("bareme.yaml"), problems)));
    }
}
