package fr.justedroit.cli;

import picocli.CommandLine.Option;

/** Options that every command takes. */
final class GlobalOptions {
    @Option(names = "--root", paramLabel = "URI", description = "Root of all data (default: $JUSTE_DROIT_ROOT).")
    String root;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Configuration folder (default: $JUSTE_DROIT_CONF, else conf/ of the installation).")
    String config;

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "Keystore of the root (default: $JUSTE_DROIT_SECRETS, else ~/.juste-droit/<root id>.p12).")
    String secrets;

    @Option(
            names = "--log-format",
            defaultValue = "text",
            paramLabel = "FORM",
            description = "Progress lines on standard error: text, or json (one object a line).")
    Progress.Form logFormat;

    @Option(names = "--debug", description = "Show the trace of an internal error; it can quote values of the data.")
    boolean debug;
}
