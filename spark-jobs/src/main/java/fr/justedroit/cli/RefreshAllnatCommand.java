package fr.justedroit.cli;

import fr.justedroit.allnat.BoundCheck;
import fr.justedroit.allnat.RefreshAllnatJob;
import fr.justedroit.allnat.Visa;
import fr.justedroit.config.YamlNode;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes the cells of months, behind the anonymity gate. */
@Command(
        name = "refresh-allnat",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes the anonymous cells of each month, behind the anonymity gate, and closes the month: a published",
            "month is final: --force writes it again row for row, and makes no cell anew. A gate that cannot conclude refuses too, unless a visa names the bound and the month."
        })
final class RefreshAllnatCommand extends MonthCommand {
    @Option(
            names = "--visa",
            paramLabel = "FILE",
            description = "Who answers for bounds that cannot conclude (bornes, mois, auteur, raison).")
    private Path visa;

    @Mixin
    private ForceOptions force = new ForceOptions();

    RefreshAllnatCommand(Host host) {
        super(host);
    }

    @Override
    String journalled() {
        return force.words("force");
    }

    @Override
    int run() {
        force.check("--force", force.force);
        Optional<Visa> allowed = Optional.ofNullable(visa).map(RefreshAllnatCommand::read);
        return work("refresh-allnat", (place, months, cafs) -> {
            RefreshAllnatJob.Result result = new RefreshAllnatJob(
                            place.door(), place.settings(), place.dictionary(), place.keys(), allowed, place.progress())
                    .execute(months, cafs, force.force ? Set.copyOf(months) : Set.of());
            for (RefreshAllnatJob.Month month : result.months()) {
                print(place, month);
            }
            Map<String, DataminingException> failures = new TreeMap<>();
            result.months().forEach(month -> month.failure().ifPresent(why -> failures.put(month.month(), why)));
            int code = finish(place, "refresh-allnat", "cellule_population", result.outcomes(), failures);
            return result.failure().map(why -> why.exit().number()).orElse(code);
        });
    }

    private static Visa read(Path file) {
        if (!Files.isReadable(file)) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--visa", "raison", "The file cannot be read.", "remede", "Give a readable YAML file.");
        }
        Problems problems = new Problems();
        Visa visa = Visa.read(YamlNode.read(file, problems));
        problems.check();
        return visa;
    }

    private static void print(Workplace place, RefreshAllnatJob.Month month) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s %d cells of the population (smallest %d), %d of cases",
                month.month(),
                month.cells(),
                month.smallest(),
                month.caseCells()));
        for (BoundCheck check : month.checks()) {
            text.append("; ")
                    .append(check.bound())
                    .append(' ')
                    .append(check.verdict().label());
        }
        place.progress().accept(text.toString());
    }
}
