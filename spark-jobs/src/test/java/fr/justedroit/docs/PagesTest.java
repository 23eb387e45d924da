package fr.justedroit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Settings;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.errors.Problems;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryPage;
import fr.justedroit.variable.DictionaryReader;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.Test;

/**
 * The pages that are made from the code are those committed; and the pages written by hand name every exit code. To
 * accept new pages: {@code mvn test -pl spark-jobs -Dtest=PagesTest -Djuste-droit.docs.write=true}.
 */
public final class PagesTest {
    @Test
    public void tables_committed_areTheCatalogues() {
        Pages.check("tables.md", TablesPage.text(), PagesTest.class);
    }

    @Test
    public void dictionary_committed_isTheDictionarys() {
        Problems problems = new Problems();
        Path conf = Path.of("../conf");
        Dictionary dictionary =
                DictionaryReader.read(conf, Settings.read(conf, problems).contracts(), problems);
        problems.check();
        String text = DictionaryPage.text(dictionary);
        int title = text.indexOf('\n') + 1;
        Pages.check(
                "dictionnaire.md",
                text.substring(0, title) + Pages.made(PagesTest.class) + text.substring(title),
                PagesTest.class);
    }

    @Test
    public void commands_committed_areTheHelpsPrinted() {
        Pages.check("commandes.md", CommandsPage.text(), PagesTest.class);
    }

    @Test
    public void settings_committed_areTheCodes() {
        Pages.check("reglages.md", SettingsPage.text(), PagesTest.class);
    }

    @Test
    public void procedure_committed_isTheShippedOneDrawn() {
        Pages.check("procedure.md", ProcedurePage.text(), PagesTest.class);
    }

    @Test
    public void rooms_committed_areTheImportsOfTheClasses() {
        Pages.check("pieces.md", RoomsPage.text(), PagesTest.class);
    }

    @Test
    public void environment_everyVariableThatIsRead_isDescribed() {
        assertThat(Environment.named()).isEqualTo(new TreeSet<>(Environment.WORDS.keySet()));
    }

    @Test
    public void operating_everyExitCode_hasItsParagraph() {
        String page = Pages.read("docs/exploitation.md");
        for (ExitCode exit : ExitCode.values()) {
            assertThat(page).as("exit code " + exit).contains("\n**" + exit.number() + "**");
        }
    }

    @Test
    public void settings_everyErrorCode_hasItsEntry() {
        String page = Pages.read("docs/reglages.md");
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page).contains("\n### " + code + " (");
        }
    }

    @Test
    public void check_pageThatDiffers_saysWhereAndHowToAcceptIt() {
        String before = System.clearProperty(Pages.WRITE);
        try {
            assertThat(org.junit.Assert.assertThrows(
                            AssertionError.class,
                            () -> Pages.check("architecture.md", "# How it is made\nother\n", PagesTest.class)))
                    .hasMessageContaining("docs/architecture.md")
                    .hasMessageContaining("line 2")
                    .hasMessageContaining("-Dtest=PagesTest -Djuste-droit.docs.write=true");
        } finally {
            if (before != null) {
                System.setProperty(Pages.WRITE, before);
            }
        }
    }
}
