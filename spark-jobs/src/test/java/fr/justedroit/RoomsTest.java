package fr.justedroit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.Test;

/** Holds the rooms of the design: who may import whom, and what nobody may do. */
public final class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("fr.justedroit");
    private static final List<String> ROOMS =
            List.of("source", "dossier", "cas", "allnat", "model", "scoring", "suivi", "audit", "registre");
    private static final List<String> INFRASTRUCTURE = List.of("errors", "config", "table", "journal");

    private static String in(String room) {
        return "fr.justedroit." + room + "..";
    }

    private static String[] in(List<String> rooms) {
        return rooms.stream().map(RoomsTest::in).toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    @Test
    public void room_importsOnlyRoomsToItsLeft() {
        for (int i = 0; i < ROOMS.size(); i++) {
            List<String> refused = new ArrayList<>(ROOMS.subList(i + 1, ROOMS.size()));
            refused.add("simulation");
            refused.add("cli");
            check(noClasses()
                    .that()
                    .resideInAPackage(in(ROOMS.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(in(refused)));
        }
    }

    @Test
    public void infrastructure_importsNoRoom() {
        List<String> refused = new ArrayList<>(ROOMS);
        refused.addAll(List.of("simulation", "cli", "ensemble", "mesure", "variable"));
        check(noClasses()
                .that()
                .resideInAnyPackage(in(INFRASTRUCTURE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in(refused)));
    }

    @Test
    public void knownToAll_isPure() {
        List<String> refused = new ArrayList<>(ROOMS);
        refused.addAll(List.of("simulation", "cli", "table", "journal"));
        check(noClasses()
                .that()
                .resideInAnyPackage(in("ensemble"), in("mesure"), in("variable"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in(refused)));
        check(noClasses()
                .that()
                .resideInAnyPackage(in("ensemble"), in("mesure"), in("variable"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop.."));
    }

    @Test
    public void simulation_isImportedByCliAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("simulation"), in("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("simulation")));
        check(noClasses()
                .that()
                .resideInAPackage(in("simulation"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in(ROOMS)));
    }

    @Test
    public void packages_haveNoCycles() {
        slices().matching("fr.justedroit.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    public void storage_isTheDoorsAlone() {
        List<String> rooms = new ArrayList<>(ROOMS);
        rooms.addAll(List.of("simulation", "journal"));
        check(noClasses()
                .that()
                .resideInAnyPackage(in(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hadoop.fs..", "io.delta..", "java.nio.file..", "org.apache.parquet.."));
        check(noClasses()
                .that()
                .resideInAnyPackage(in(rooms))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.File.class, java.io.FileInputStream.class, java.io.FileOutputStream.class));
        check(noClasses()
                .that()
                .resideInAnyPackage(in(rooms))
                .should()
                .callMethod(org.apache.spark.sql.SparkSession.class, "read")
                .orShould()
                .callMethod(org.apache.spark.sql.Dataset.class, "write"));
    }

    @Test
    @Exigence("E02")
    public void model_hasNoWayToAScoreOrACase() {
        check(noClasses()
                .that()
                .resideInAPackage(in("model"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("source"), in("dossier"), in("cas")));
    }

    @Test
    public void process_isEndedByMainAlone() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("fr.justedroit.cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class));
    }

    @Test
    public void clock_isInjected() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(YearMonth.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis"));
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("fr.justedroit.cli.Host")
                .should()
                .callMethod(Clock.class, "systemUTC"));
    }

    @Test
    public void randomness_isSeededOrKeyed() {
        check(noClasses()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class));
        check(noClasses().should().callMethod(org.apache.spark.sql.functions.class, "rand"));
    }
}
