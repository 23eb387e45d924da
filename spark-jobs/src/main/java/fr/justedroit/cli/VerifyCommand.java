package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.config.DrawKey;
import fr.justedroit.config.Keys;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.registre.VerifyJob;
import java.nio.file.Path;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares everything stored with what was written, and changes nothing. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at everything stored: logs, files and their checksums, counts, ranks, signed models, reports, and what the",
            "journal says was done. Changes nothing in the root; best run while nothing else runs. Ends with 0 when all is",
            "sound, and 2 when something is damaged: each damage is printed with its place and its remedy."
        })
final class VerifyCommand extends Subcommand {
    @Option(names = "--caf", split = ",", paramLabel = "LIST", description = "CAFs (default: all of conf/caf.yaml).")
    private List<String> cafs;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Option(
            names = "--tirage",
            description = {
                "Replay every draw with the draw's key instead: from its sealed record, and from data while codes are kept.",
                "Says how often each list was scored."
            })
    private boolean draws;

    @Option(
            names = "--ouvrir",
            paramLabel = "YEAR",
            description =
                    "With --tirage: write the key of the draws of a year that is over, and of no other, to the file of --vers.")
    private String opened;

    @Option(names = "--vers", paramLabel = "FILE", description = "With --ouvrir: a file that does not exist.")
    private Path target;

    @Option(
            names = "--cle",
            paramLabel = "FILE",
            description =
                    "With --tirage: replay with the key of one year, as --ouvrir wrote it; no keystore is needed.")
    private Path key;

    VerifyCommand(Host host) {
        super(host);
    }

    /** An auditor has the key of one year and no keystore. */
    @Override
    Keys keys(String rootId) {
        return key == null
                ? super.keys(rootId)
                : use -> {
                    throw new IllegalStateException("the key of a year's draws is no key of " + use);
                };
    }

    @Override
    String journalled() {
        return opened == null ? "" : "the key of the draws of " + opened + " opened";
    }

    /** Options that go together, and a year. */
    private void check() {
        if ((opened != null || target != null || key != null) && !draws) {
            throw refused("--ouvrir, --vers and --cle go with --tirage.");
        }
        if ((opened == null) != (target == null) || (opened != null && key != null)) {
            throw refused("--ouvrir takes a year and goes with --vers FILE; --cle goes alone.");
        }
        if (opened != null && !opened.matches("[0-9]{4}")) {
            throw refused("A year has four digits.");
        }
        if (opened != null && Year.parse(opened).compareTo(Year.now(host.clock())) >= 0) {
            throw refused("That year is not over: its key would foresee draws that are still to come.");
        }
        if (opened != null && (cafs != null || json)) {
            throw refused("--ouvrir replays nothing: --caf and --json say nothing with it.");
        }
    }

    private static RuntimeException refused(String reason) {
        return ErrorCode.OPTION_INVALID.with(
                "option", "--tirage", "raison", reason, "remede", "See: juste-droit verify --help");
    }

    @Override
    public Integer call() {
        check();
        try (Workplace place = open("verify", "")) {
            if (opened != null) {
                DrawKey.open(place.keys(), opened, target);
                host.out().println("key of the draws of " + opened + " written; it opens no other year");
                return ExitCode.DONE.number();
            }
            List<String> codes =
                    cafs == null ? List.copyOf(place.settings().cafs().byCode().keySet()) : place.known(cafs);
            if (draws) {
                return new DrawReplay(place, host, json)
                        .run(codes, Optional.ofNullable(key).map(DrawKey::read));
            }
            VerifyJob.Result result =
                    new VerifyJob(place.door(), place.settings(), place.keys(), place.progress()).execute(codes);
            if (json) {
                host.out().println(json(result));
            } else {
                print(result);
            }
            return (result.isSound() ? ExitCode.DONE : ExitCode.USAGE).number();
        }
    }

    private static String state(VerifyJob.Line line) {
        if (line.damaged() > 0) {
            return "fails";
        }
        return line.unknown() > 0 ? "cannot tell" : "ok";
    }

    private void print(VerifyJob.Result result) {
        for (VerifyJob.Line line : result.lines()) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-11s %-11s %8d  %s",
                            state(line),
                            line.check().word(),
                            line.looked(),
                            line.check().text()));
        }
        if (result.withoutChecksum() > 0) {
            host.out().println(result.withoutChecksum() + " data file(s) have no checksum: another writer made them");
        }
        result.doubts().forEach(doubt -> host.out()
                .println(String.format("cannot tell %s: %s\n  why: %s", doubt.check(), doubt.place(), doubt.why())));
        result.damages().forEach(damage -> host.out()
                .println(String.format(
                        "damaged %s: %s\n  what: %s\n  remedy: %s",
                        damage.check(), damage.place(), damage.what(), damage.remedy())));
        host.out().println(result.isSound() ? "sound" : result.damages().size() + " damage(s)");
    }

    private static String json(VerifyJob.Result result) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("sound", result.isSound());
        root.put("without_checksum_nb", result.withoutChecksum());
        ArrayNode checks = root.putArray("checks");
        for (VerifyJob.Line line : result.lines()) {
            checks.addObject()
                    .put("check", line.check().word())
                    .put("state", state(line))
                    .put("looked_nb", line.looked())
                    .put("damaged_nb", line.damaged())
                    .put("unknown_nb", line.unknown());
        }
        ArrayNode damages = root.putArray("damages");
        result.damages().forEach(damage -> damages.addObject()
                .put("check", damage.check())
                .put("place", damage.place())
                .put("what", damage.what())
                .put("remedy", damage.remedy()));
        ArrayNode doubts = root.putArray("unknown");
        result.doubts().forEach(doubt -> doubts.addObject()
                .put("check", doubt.check())
                .put("place", doubt.place())
                .put("why", doubt.why()));
        return root.toString();
    }
}
