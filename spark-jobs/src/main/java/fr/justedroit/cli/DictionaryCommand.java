package fr.justedroit.cli;

import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Checks and prints the dictionary. */
@Command(
        name = "dictionary",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration and prints every variable with its codes in words; needs no root.")
final class DictionaryCommand extends Subcommand {
    DictionaryCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        Dictionary dictionary = Workplace.Conf.read(config()).dictionary();
        for (Role role : Role.values()) {
            for (Variable variable : dictionary.of(role)) {
                print(variable);
            }
        }
        host.out()
                .println(dictionary.of(Role.MODELE).size() + " variables of role modele, "
                        + dictionary.of(Role.AUDIT).size() + " of role audit; definitions "
                        + dictionary.digest(Role.MODELE).substring(0, 12));
        return 0;
    }

    private void print(Variable variable) {
        host.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s (%s, %s, %s): %s",
                        variable.name(),
                        lower(variable.category()),
                        lower(variable.role()),
                        lower(variable.argument()),
                        variable.label()));
        for (int code = 1; code <= variable.codes(); code++) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  %2d%s %s",
                            code,
                            code == variable.reference() ? "*" : " ",
                            variable.words(code)));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
