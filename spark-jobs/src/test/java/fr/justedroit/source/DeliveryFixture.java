package fr.justedroit.source;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Contracts.ColumnContract;
import fr.justedroit.config.Contracts.Extract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes small deliveries of a CAF and month under a root's {@code depot/}: all extracts of the contracts, with a manifest
 * that agrees with the files, until a test spoils one of them.
 */
public final class DeliveryFixture {
    private final Path depot;
    private final Contracts contracts;

    /** @param root folder of the root */
    public DeliveryFixture(Path root, Contracts contracts) {
        this.depot = root.resolve("depot");
        this.contracts = contracts;
    }

    /** A delivery without a row, number 1. */
    public Delivered of(String caf, String month) {
        return new Delivered(caf, month);
    }

    /** A file of a delivery, to be spoilt. */
    public Path file(String caf, String month, String name) {
        return depot.resolve(month).resolve(caf).resolve(name);
    }

    /** One delivery being built. */
    public final class Delivered {
        private final String caf;
        private final String month;
        private final Map<String, List<String>> lines = new LinkedHashMap<>();
        private final Map<String, UnaryOperator<byte[]>> written = new LinkedHashMap<>();
        private int number = 1;

        private Delivered(String caf, String month) {
            this.caf = caf;
            this.month = month;
            contracts.extracts().keySet().forEach(extract -> lines.put(extract, new ArrayList<>()));
        }

        /** The delivery's number. */
        public Delivered number(int value) {
            this.number = value;
            return this;
        }

        /** Adds a row from {@code column=value} pairs; other columns stay empty. */
        public Delivered row(String extract, String... values) {
            Map<String, String> given = new LinkedHashMap<>();
            for (String value : values) {
                int equals = value.indexOf('=');
                given.put(value.substring(0, equals), value.substring(equals + 1));
            }
            Extract contract = contracts.extract(extract).orElseThrow();
            String line = contract.columns().stream()
                    .map(ColumnContract::name)
                    .map(name -> given.getOrDefault(name, ""))
                    .collect(Collectors.joining(contracts.separator()));
            if (!given.keySet().stream().allMatch(name -> contract.column(name).isPresent())) {
                throw new IllegalArgumentException("a column that " + extract + " does not have");
            }
            return line(extract, line);
        }

        /** Adds a line as it is. */
        public Delivered line(String extract, String line) {
            lines.get(extract).add(line);
            return this;
        }

        /** Writes the bytes of an extract's file in another way; the manifest is of what is written. */
        public Delivered as(String extract, UnaryOperator<byte[]> change) {
            written.put(extract, change);
            return this;
        }

        /** Adds a dossier with the fewest values that its contract asks for. */
        public Delivered dossier(String dossier) {
            return row("cristal_dossier", "dossier_id=" + dossier, "date_immatriculation=2015-03-10", "conjoint=N");
        }

        /** Adds dossiers {@code D-0001} to so many. */
        public Delivered dossiers(int count) {
            for (int i = 1; i <= count; i++) {
                dossier(String.format("D-%04d", i));
            }
            return this;
        }

        /** Adds income of the month. */
        public Delivered income(String dossier, String euros) {
            return row(
                    "cristal_ressource",
                    "dossier_id=" + dossier,
                    "personne=A",
                    "nature=SALAIRE",
                    "montant_eur=" + euros);
        }

        /** Adds a debt known on a day, found by a control or {@code ""}. */
        public Delivered indu(String event, String dossier, String control, String euros, String known) {
            return row(
                    "cristal_indu",
                    "evenement_id=" + event,
                    "dossier_id=" + dossier,
                    "controle_id=" + control,
                    "montant_eur=" + euros,
                    "duree_mois=8",
                    "date_connaissance=" + known);
        }

        /** Adds the opening of a control. */
        public Delivered opened(String event, String dossier, String control, String selection, String day) {
            return row(
                    "cristal_controle",
                    "evenement_id=" + event,
                    "dossier_id=" + dossier,
                    "controle_id=" + control,
                    "acte=OUVERT",
                    "origine=ciblage",
                    "genre=PIECES",
                    "mois_selection=" + selection,
                    "role=AGENT",
                    "date_acte=" + day,
                    "date_connaissance=" + day);
        }

        /** Adds a suspicion of fraud. */
        public Delivered suspicion(String control, String dossier, String day) {
            return row(
                    "corali_fraude",
                    "controle_id=" + control,
                    "dossier_id=" + dossier,
                    "etat=SUSPICION",
                    "date_suspicion=" + day);
        }

        /** Writes the files, then the manifest. */
        public void write() {
            try {
                Path folder = Files.createDirectories(file(caf, month, ""));
                List<String> entries = new ArrayList<>();
                for (Map.Entry<String, List<String>> extract : lines.entrySet()) {
                    if (extract.getValue().isEmpty()
                            && contracts.extract(extract.getKey()).orElseThrow().optional()) {
                        continue;
                    }
                    byte[] content = written.getOrDefault(extract.getKey(), UnaryOperator.identity())
                            .apply(content(extract.getKey(), extract.getValue()));
                    Files.write(folder.resolve(extract.getKey() + ".csv"), content);
                    entries.add(
                            entry(extract.getKey(), "csv", extract.getValue().size(), content));
                }
                Files.writeString(folder.resolve("manifest.json"), manifest("csv", entries));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] content(String extract, List<String> rows) {
            List<String> all = new ArrayList<>();
            all.add(contracts.extract(extract).orElseThrow().columns().stream()
                    .map(ColumnContract::name)
                    .collect(Collectors.joining(contracts.separator())));
            all.addAll(rows);
            return (String.join("\n", all) + "\n").getBytes(Charset.forName(contracts.encoding()));
        }

        /** The manifest's entry of a file. */
        public String entry(String extract, String format, long rows, byte[] content) {
            return String.format(
                    "{\"nom\": \"%s.%s\", \"extrait\": \"%s\", \"lignes\": %d, \"octets\": %d, \"sha256\": \"%s\"}",
                    extract, format, extract, rows, content.length, sha256(content));
        }

        /** A manifest with these entries. */
        public String manifest(String format, List<String> entries) {
            return String.format(
                    "{\"format\": \"%s\", \"mois\": \"%s\", \"caf\": \"%s\", \"numero\": %d, \"fichiers\": [%s]}",
                    format, month, caf, number, String.join(",\n", entries));
        }
    }

    /** Changes a text in a manifest or file. */
    public void replaceIn(String caf, String month, String name, String old, String now) {
        Path path = file(caf, month, name);
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            if (!text.contains(old)) {
                throw new IllegalStateException("nothing to replace in " + name);
            }
            Files.writeString(path, text.replace(old, now), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
