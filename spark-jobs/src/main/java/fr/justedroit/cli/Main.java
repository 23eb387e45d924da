package fr.justedroit.cli;

/** The entry point that spark-submit calls; the only place that ends the process. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new Application(Host.real()).run(arguments));
    }
}
