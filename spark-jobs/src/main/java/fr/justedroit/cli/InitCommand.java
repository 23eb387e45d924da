package fr.justedroit.cli;

import fr.justedroit.config.Secrets;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Foresight;
import fr.justedroit.table.LocalFiles;
import fr.justedroit.table.Root;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stamps a root and makes its secrets. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Stamps an empty folder as a root, and makes its keystore outside it.")
final class InitCommand extends WritingCommand {
    @Option(
            names = "--env",
            required = true,
            paramLabel = "ENV",
            description = "What the root is for: ${COMPLETION-CANDIDATES}. Only essai takes synthetic data.")
    private Root.Environment environment;

    InitCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        byte[] id = new byte[6];
        host.random().nextBytes(id);
        String name = HexFormat.of().formatHex(id);
        Path keystore = secrets(name).toAbsolutePath().normalize();
        Path local = Path.of(java.net
                .URI
                .create("file:///")
                .resolve(root().replaceFirst("^file:/*", "/"))
                .getPath());
        if (keystore.startsWith(local.toAbsolutePath().normalize())) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--secrets",
                    "raison",
                    "The keystore would lie under the root, where its keys protect nothing.",
                    "remede",
                    "Choose a file elsewhere.");
        }
        if (Files.exists(keystore)) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--secrets",
                    "raison",
                    "The keystore exists already, and another root may need it.",
                    "remede",
                    "Choose another file.");
        }
        if (dryRun) {
            Root.checkCreatable(root(), LocalFiles.settings());
            note("juste-droit.json", environment.word());
            note(keystore.toString(), "a keystore, outside the root");
            return 0;
        }
        Root root = Root.create(root(), name, environment, LocalFiles.settings(), host.clock());
        Secrets.create(keystore, host.random());
        host.out().println("root      " + root.uri());
        host.out().println("env       " + environment.word() + (root.isSynthetic() ? " (synthetic data only)" : ""));
        host.out().println("keystore  " + keystore + " (keep it apart from the root, and keep a copy)");
        return 0;
    }

    private void note(String file, String next) {
        foresight().note(new Foresight.Planned("", file, "", Foresight.Effect.WRITE_FILE, "", "absent", next));
    }
}
