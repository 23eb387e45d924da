package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundles;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole chain on a synthetic France, in one JVM, by the same commands that an operator types. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs the whole chain on a synthetic France in one JVM, each step being the command of that name.")
final class DemoCommand extends Subcommand {
    private static final String CAFS = "001,031,974";
    /** Months kept out of the training window, so that the evaluation is out of time. */
    private static final int KEPT_FOR_EVALUATION = 2;

    /** Months that the loop ends with. */
    private static final int LOOP_MONTHS = 30;

    @Option(names = "--dossiers", defaultValue = "50000", paramLabel = "N", description = "Dossiers in all.")
    private int dossiers;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Seed of the draw.")
    private long seed;

    @Option(names = "--mois", defaultValue = "2025-01..2026-02", paramLabel = "A..B", description = "Months delivered.")
    private String months;

    @Option(names = "--verite", required = true, paramLabel = "URI", description = "Where the truth goes.")
    private String truth;

    @Option(
            names = "--build-seconds",
            defaultValue = "0",
            paramLabel = "S",
            description = "Seconds that the build took.")
    private long buildSeconds;

    @Option(
            names = "--boucle",
            description =
                    "Then, until " + LOOP_MONTHS
                            + " months are there, let agents answer the lists in the next delivery, take it in, and learn again.")
    private boolean loop;

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    DemoCommand(Host host) {
        super(host);
    }

    /** A step ended with an exit code that is not 0; its own message is printed already. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        private Stopped(String step, int code) {
            super("the demo stopped at '" + step + "', which ended with " + code
                    + "; correct it and run the demo with the same --root: it goes on where it stopped");
            this.code = code;
        }
    }

    @Override
    public Integer call() {
        try {
            return runAll();
        } catch (Stopped stopped) {
            host.err().println(stopped.getMessage());
            return stopped.code;
        }
    }

    private int runAll() {
        List<String> all = Months.parse(months);
        if (all.size() <= KEPT_FOR_EVALUATION) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--mois",
                    "raison",
                    "The last " + KEPT_FOR_EVALUATION + " months are kept for the evaluation.",
                    "remede",
                    "Give at least " + (KEPT_FOR_EVALUATION + 1) + " months.");
        }
        String last = all.get(all.size() - 1);
        seconds.put("build", (double) buildSeconds);
        if (!Files.exists(Path.of(root(), "juste-droit.json"))) {
            step("init", "--env", "essai");
        }
        if (!Files.exists(Path.of(root(), "resultat", "974", "proposition"))) {
            step(
                    "simulate",
                    "--mois",
                    months,
                    "--caf",
                    CAFS,
                    "--dossiers",
                    "" + dossiers,
                    "--seed",
                    "" + seed,
                    "--verite",
                    truth);
        }
        step("ingest", "--mois", months, "--caf", CAFS);
        step("follow-up", "--mois", last, "--caf", CAFS);
        Path visa = config().resolve("demo").resolve("visa-allnat.yaml");
        step("refresh-allnat", "--mois", months, "--caf", CAFS, "--visa", visa.toString());
        String model = step("train", "--as-of", all.get(all.size() - 1 - KEPT_FOR_EVALUATION))
                .strip();
        step("evaluate", "--modele", model, "--mois", last, "--caf", CAFS);
        step("promote", "--modele", model, "--visa", visa(model).toString());
        step("score", "--mois", last, "--caf", CAFS);
        try (Workplace place = open("demo", last)) {
            new DemoScreen(place, host.out(), seconds).print(last, List.of(CAFS.split(",", -1)), model, options);
        }
        if (loop) {
            loop(all.get(0), last, visa, model);
        }
        return 0;
    }

    /**
     * The lists of a month change the deliveries of those after it; a month that has its list already is left alone. Then a
     * model learns what those controls found, and both are measured on the decided cases.
     */
    private void loop(String first, String last, Path visa, String model) {
        YearMonth end = YearMonth.parse(first).plusMonths(LOOP_MONTHS - 1L);
        for (YearMonth month = YearMonth.parse(last).plusMonths(1); !month.isAfter(end); month = month.plusMonths(1)) {
            String text = month.toString();
            if (!Files.exists(Path.of(root(), "resultat", "974", "proposition", "mois=" + text))) {
                step("simulate", "--next", "--mois", text, "--verite", truth);
                step("cycle", "--mois", text, "--caf", CAFS, "--visa", visa.toString());
            }
        }
        String learnt = end.minusMonths(KEPT_FOR_EVALUATION).toString();
        String second = step("train", "--as-of", learnt).strip();
        for (String one : List.of(model, second)) {
            step("evaluate", "--modele", one, "--mois", end.toString(), "--caf", CAFS);
        }
        try (Workplace place = open("demo", end.toString())) {
            new DemoScreen(place, host.out(), seconds).printLoop(end.toString(), List.of(model, second));
        }
    }

    /** Runs a command as an operator would, stops the demo if it fails, and gives what it printed. */
    private String step(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--root", root(), "--secrets", options.secrets));
        if (options.config != null) {
            arguments.addAll(List.of("--config", options.config));
        }
        arguments.addAll(List.of("--log-format", options.logFormat.name()));
        if (options.debug) {
            arguments.add("--debug");
        }
        arguments.addAll(List.of(more));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        long start = host.clock().millis();
        int code = new Application(host.to(out)).run(arguments.toArray(String[]::new));
        seconds.merge(command, (host.clock().millis() - start) / 1000.0, Double::sum);
        if (code != 0) {
            throw new Stopped(command, code);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The demo's own visa, bound to the model's bytes; worth nothing on a real root. */
    private Path visa(String model) {
        Path file = Path.of(root() + ".secrets").resolve("visa-" + model + ".yaml");
        String sums;
        try (Workplace place = open("demo", "")) {
            sums = new Bundles(place.door(), place.keys())
                    .checksum(place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.CONSULTATION), model);
        }
        LocalDate day =
                LocalDate.ofInstant(host.clock().instant(), ZoneOffset.UTC).plusDays(1);
        String text =
                """
                modele: %s
                sommes: %s
                auteur: "démonstration"
                raison: "données synthétiques, aucun effet sur personne"
                jusqua: %s
                admet: [auc_min, ecart_reference_max, anonymat, arbres_non_superieurs, fausses_alertes_max,
                        ecart_precision_max, ecarts_argumentes, deja_controles_max, derive]
                """
                        .formatted(model, sums, day);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw ErrorCode.STORAGE.with(
                    "quoi", "writing the demo's visa", "raison", e.getClass().getSimpleName() + ".");
        }
        return file;
    }
}
