package fr.justedroit.cli;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.source.DeliveryFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A delivery whose every column holds a marker, in rows that are kept, in rows that are refused, and in torn lines. */
final class MarkedDelivery {
    private final Set<String> markers = new LinkedHashSet<>();
    private final Path root;
    private final Contracts contracts;

    MarkedDelivery(Path root, Path conf) {
        this.root = root;
        this.contracts = Settings.read(conf, new Problems()).contracts();
    }

    /** The shipped configuration, with a tolerance that lets bad rows through to quarantine. */
    static Path configuration(Path folder) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        try (Stream<Path> files = Files.list(Path.of("../conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        Path sources = conf.resolve("sources.yaml");
        Files.writeString(
                sources, Files.readString(sources).replaceFirst("tolerance_refus: [0-9.]+", "tolerance_refus: 1"));
        return conf;
    }

    /** Writes it, and gives every marker that it holds. */
    Set<String> write(String caf, String month) {
        DeliveryFixture.Delivered delivery =
                new DeliveryFixture(root, contracts).of(caf, month).dossiers(2);
        int number = 0;
        for (Contracts.Extract extract : contracts.extracts().values()) {
            number++;
            List<String> kept = new ArrayList<>();
            for (int column = 0; column < extract.columns().size(); column++) {
                kept.add(goodValue(extract.columns().get(column), number, column));
            }
            delivery.line(extract.name(), String.join(contracts.separator(), kept));
            for (int column = 0; column < kept.size(); column++) {
                List<String> bad = new ArrayList<>(kept);
                // Lower case and a space: refused by every type, list and pattern of the contracts.
                String marker = "zqx bad %02d %02d".formatted(number, column);
                markers.add(marker);
                bad.set(column, marker);
                delivery.line(extract.name(), String.join(contracts.separator(), bad));
            }
            String torn = "zqx torn %02d".formatted(number);
            markers.add(torn);
            delivery.line(extract.name(), "\"" + torn);
        }
        delivery.write();
        return Set.copyOf(markers);
    }

    private String goodValue(Contracts.ColumnContract column, int extract, int place) {
        if (!column.values().isEmpty()) {
            return column.values().get(0);
        }
        String marker =
                switch (column.type()) {
                    case TEXTE ->
                        column.name().equals("dossier_id")
                                ? "ZQXDOSSIER77"
                                : column.name().equals("caf_origine")
                                        ? ""
                                        : column.name().equals("proba_inclusion")
                                                ? "0.7391%02d".formatted(extract)
                                                : "ZQX-%02d-%02d".formatted(extract, place);
                    case MONTANT -> column.name().equals("heures") ? "" : "73%02d.91".formatted(extract);
                    case DATE -> "1977-03-%02d".formatted(1 + place);
                    case ENTIER, MOIS -> "";
                };
        if (!marker.isEmpty()) {
            markers.add(marker);
        }
        return switch (column.type()) {
            case ENTIER ->
                column.min().map(min -> String.valueOf((int) Math.max(min, 1))).orElse("1");
            case MOIS -> "2025-12";
            default -> marker;
        };
    }
}
