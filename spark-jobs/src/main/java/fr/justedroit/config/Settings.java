package fr.justedroit.config;

import fr.justedroit.errors.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The files of {@code conf/} that every command reads, checked together; the dictionary is read by {@code variable}.
 *
 * @param folder where they lie
 * @param contracts {@code sources.yaml}
 * @param cafs {@code caf.yaml}
 * @param thresholds {@code seuils.yaml}
 * @param scale {@code bareme.yaml}
 * @param procedure {@code procedure.yaml}, which a configuration without a source of frauds need not have
 * @param learning {@code apprentissage.yaml}, which it need not have
 */
public record Settings(
        Path folder,
        Contracts contracts,
        Cafs cafs,
        Thresholds thresholds,
        Scale scale,
        Procedure procedure,
        Learning learning) {

    /** Settings in which nothing is followed after the list. */
    public Settings(Path folder, Contracts contracts, Cafs cafs, Thresholds thresholds, Scale scale) {
        this(folder, contracts, cafs, thresholds, scale, Procedure.none(), Learning.none());
    }

    /** Reads all files, adding to {@code problems} whatever is wrong; the result is only to be used if nothing is. */
    public static Settings read(Path folder, Problems problems) {
        YamlNode sources = YamlNode.read(folder.resolve("sources.yaml"), problems);
        Contracts contracts = Contracts.read(sources);
        Procedure procedure = procedure(folder, contracts, problems);
        contracts
                .playing(Contracts.Part.LISTE)
                .filter(extract -> !reasons(extract).equals(procedure.reasons().keySet()))
                .ifPresent(extract -> sources.at("roles")
                        .problem("the domain of 'motif_ecart' of '" + extract.name()
                                + "' must be the list 'motifs_ecart' of procedure.yaml"));
        return new Settings(
                folder,
                contracts,
                Cafs.read(YamlNode.read(folder.resolve("caf.yaml"), problems)),
                Thresholds.read(YamlNode.read(folder.resolve("seuils.yaml"), problems)),
                Scale.read(YamlNode.read(folder.resolve("bareme.yaml"), problems)),
                procedure,
                Learning.read(folder, problems));
    }

    private static Set<String> reasons(Contracts.Extract list) {
        return list.column("motif_ecart")
                .map(column -> Set.copyOf(column.values()))
                .orElse(Set.of());
    }

    private static Procedure procedure(Path folder, Contracts contracts, Problems problems) {
        Path file = folder.resolve("procedure.yaml");
        return contracts.playing(Contracts.Part.FRAUDE).isEmpty() && !Files.exists(file)
                ? Procedure.none()
                : ProcedureReader.read(YamlNode.read(file, problems));
    }
}
