package fr.justedroit.cli;

import fr.justedroit.audit.AuditCasesJob;
import fr.justedroit.errors.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Audits a table of cases of any system. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Measures any table of cases as our own models are measured, so that other systems can be audited; needs no root.",
            "The mapping says which columns are score, outcome, choice, groups, arm, weight and cluster",
            "(docs/audit-externe.md). Bounds are those of conf/seuils.yaml. Nothing is stored; problems name rows, never values."
        })
final class AuditCommand extends Subcommand {
    @Option(names = "--cases", required = true, paramLabel = "FILE", description = "Cases, CSV with a header, UTF-8.")
    private String cases;

    @Option(names = "--mapping", required = true, paramLabel = "FILE", description = "What the columns are, YAML.")
    private String mapping;

    @Option(names = "--format", paramLabel = "FORM", description = "text (default) or json.")
    private String format = "text";

    AuditCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json")) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--format", "raison", "It is none of text, json.", "remede", "Give one.");
        }
        AuditCasesJob job = new AuditCasesJob(
                Workplace.Conf.read(config()).settings().thresholds().fairness());
        AuditCasesJob.Result result = execute(job);
        if (format.equals("json")) {
            host.out().println(AuditReport.json(result).toPrettyString());
        } else {
            AuditReport.lines(result).forEach(host.out()::println);
        }
        return 0;
    }

    private AuditCasesJob.Result execute(AuditCasesJob job) {
        String text;
        try {
            text = Files.readString(Path.of(mapping), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable("--mapping", e);
        }
        try (Reader reader = Files.newBufferedReader(Path.of(cases), StandardCharsets.UTF_8)) {
            return job.execute(Path.of(mapping).getFileName().toString(), text, reader);
        } catch (IOException e) {
            throw unreadable("--cases", e);
        }
    }

    private static RuntimeException unreadable(String option, IOException e) {
        return ErrorCode.OPTION_INVALID.with(
                "option",
                option,
                "raison",
                "The file cannot be read (" + e.getClass().getSimpleName() + ").",
                "remede",
                "Give a file of UTF-8 text that this user may read.");
    }
}
