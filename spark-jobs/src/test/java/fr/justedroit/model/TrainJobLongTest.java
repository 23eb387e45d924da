package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.Test;

/** A training reads twelve months of cells and nothing else, and seals one model, once. */
public final class TrainJobLongTest extends CellFixture {
    private static final long serialVersionUID = 1L;
    private static final Access READ = Access.consultation(Room.MODEL, Purpose.APPRENTISSAGE, "test");

    private Map<String, Long> stored() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder.getRoot().toPath().resolve("modele"))) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.put(
                            file.toString(),
                            file.toFile().lastModified() * 31 + file.toFile().length()));
        }
        return files;
    }

    private Card card(TrainJob.Result result) {
        return new Bundles(door, KEYS).card(READ, result.modelId());
    }

    @Test
    @Exigence("E15")
    public void execute_monthsOutsideTheWindow_areNeverRead() {
        publishMonths("2026-03", 15, 4);
        for (String outside : new String[] {"2025-01", "2026-02", "2026-03"}) {
            File month = new File(folder.getRoot(), "allnat/cellule_cas/mois=" + outside);
            File[] files = month.listFiles((dir, name) -> name.endsWith(".parquet"));
            assertThat(files).isNotEmpty();
            for (File file : files) {
                assertThat(file.delete()).isTrue();
            }
        }
        TrainJob.Result result = trainJob().execute("2026-01");
        assertThat(card(result).months())
                .extracting(Card.Month::month)
                .hasSize(12)
                .contains("2025-02", "2026-01");
    }

    @Test
    @Exigence("E15")
    public void execute_monthMissing_refusedAndNothingWritten() {
        publishMonths("2025-10", 9, 4);
        publishMonths("2026-01", 2, 4);
        assertThatThrownBy(() -> trainJob().execute("2026-01")).isInstanceOfSatisfying(DataminingException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STATE_MISSING);
            assertThat(e.what()).contains("2025-11");
        });
        assertThat(new Bundles(door, KEYS).ids(READ)).isEmpty();
    }

    @Test
    @Exigence("E15")
    public void execute_youngBaseWithAMonthWithoutCases_cardSaysWhatWasRead() {
        publish("2025-11", 8);
        publishPopulation("2025-12", 1);
        publish("2026-01", 8);
        Card card = card(trainJob().execute("2026-01"));
        assertThat(card.months()).extracting(Card.Month::month).containsExactly("2025-11", "2025-12", "2026-01");
        assertThat(card.months()).extracting(Card.Month::cells).containsExactly(8L, 0L, 8L);
        assertThat(card.counts().cells()).isEqualTo(16);
        assertThat(card.months().get(1).executionId()).isEmpty();
    }

    @Test
    public void execute_monthCommittedHalfWay_isNotPublished() {
        publishMonths("2025-12", 11, 4);
        publishCases("2026-01", 1, 4);
        assertThatThrownBy(() -> trainJob().execute("2026-01"))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.what()).contains("lacks 2026-01"));
    }

    @Test
    @Exigence("E02")
    public void execute_opens_cellsAndModelsOnly() {
        publishMonths("2026-01", 12, 4);
        int before = listener.lines().size();
        trainJob().execute("2026-01");
        assertThat(listener.lines().subList(before, listener.lines().size()))
                .isNotEmpty()
                .allMatch(line -> line.contains("[allnat/cellule_cas]")
                        || line.contains("[allnat/cellule_fraude]")
                        || line.contains("[modele]"));
    }

    @Test
    public void execute_twice_sameModelAndNothingWritten() throws IOException {
        publishMonths("2026-01", 12, 4);
        TrainJob.Result first = trainJob().execute("2026-01");
        Map<String, Long> before = stored();
        TrainJob.Result second = trainJob().execute("2026-01");
        assertThat(second.modelId()).isEqualTo(first.modelId());
        assertThat(first.outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.FAIT);
        assertThat(second.outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.DEJA_FAIT);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    public void execute_killedBeforeTheSums_isWrittenAgain() {
        publishMonths("2026-01", 12, 4);
        String id = trainJob().execute("2026-01").modelId();
        assertThat(new File(folder.getRoot(), "modele/" + id + "/SOMMES.sha256").delete())
                .isTrue();
        assertThat(new Bundles(door, KEYS).ids(READ)).isEmpty();
        TrainJob.Result again = trainJob().execute("2026-01");
        assertThat(again.modelId()).isEqualTo(id);
        assertThat(again.outcomes().get(0).state()).isEqualTo(UnitOutcome.State.FAIT);
        assertThat(new Bundles(door, KEYS).read(READ, id).id()).isEqualTo(id);
    }

    @Test
    @Exigence({"E03", "E23"})
    public void execute_bundle_holdsRivalsProfilesAndOccupations_underItsSums() throws IOException {
        publishMonths("2026-01", 12, 20);
        String id = trainJob().execute("2026-01").modelId();
        Card card = new Bundles(door, KEYS).card(READ, id);
        assertThat(card.rivals().list()).extracting(Rival::name).contains("logistique_courte", "hasard");
        assertThat(card.rivals().split().measured()).containsExactly("2025-11", "2025-12", "2026-01");
        assertThat(card.rivals().treesLessLogistic()).isPresent();
        assertThat(card.proposed())
                .as("the trees only where they are better beyond doubt")
                .isEqualTo(card.rivals().areTreesBetter() ? Form.ARBRES : Form.LOGISTIQUE);
        Path folderOf = folder.getRoot().toPath().resolve("modele/" + id);
        assertThat(Files.readString(folderOf.resolve("SOMMES.sha256")))
                .contains("profils.json", "professions.json", "fiche.json");
        Bundles bundles = new Bundles(door, KEYS);
        assertThat(bundles.profiles(READ, id).split()).isEqualTo(card.rivals().split());
        assertThat(bundles.occupations(READ, id).variable()).isEqualTo("profession");
        assertThat(bundles.occupations(READ, id).list()).isNotEmpty();
        Files.writeString(folderOf.resolve("profils.json"), Files.readString(folderOf.resolve("profils.json")) + " ");
        assertThatThrownBy(() -> bundles.profiles(READ, id)).hasMessageContaining("profils.json");
    }

    @Test
    @Exigence("E15")
    public void splits_areDrawnFromNumbersOfCellsAlone_andLearnNothing() throws IOException {
        publishMonths("2026-01", 12, 4);
        assertThat(trainJob().splits("2026-01"))
                .hasSize(16)
                .contains(
                        "2026-01 4 cells",
                        "mesure, rivaux et profils : appris sur 2025-02 à 2025-10," + " mesuré sur 2025-11 à 2026-01");
        assertThat(new Bundles(door, KEYS).ids(READ)).isEmpty();
    }

    @Test
    public void execute_search_takesTheCandidateOfTheLargestArea_andSaysIt() {
        publishMonths("2026-01", 12, 6);
        Card card = card(trainJob().execute("2026-01", TrainJob.Settling.SEARCH));
        Map<String, Double> areas = new TreeMap<>();
        card.figures().forEach((name, area) -> {
            if (name.startsWith("recherche_")) {
                areas.put(name.substring("recherche_".length()), area);
            }
        });
        assertThat(areas.keySet()).isEqualTo(SETTINGS.learning().candidates().keySet());
        assertThat(areas.get(card.hyperparameters().get("candidat")))
                .isEqualTo(areas.values().stream().max(Double::compare).orElseThrow());
    }

    /** The progress of the first run fails when a candidate is measured, after its note: the fits noted are not made again. */
    @Test
    public void execute_searchThatWasCut_goesOnAndGivesTheSameModel() {
        publishMonths("2026-01", 12, 6);
        Consumer<String> cutting = line -> {
            if (line.contains("candidate")) {
                throw new IllegalStateException("cut");
            }
        };
        TrainJob cut = new TrainJob(door, SETTINGS, DICTIONARY, KEYS, cutting, cells -> SMALL);
        assertThatThrownBy(() -> cut.execute("2026-01", TrainJob.Settling.SEARCH))
                .hasStackTraceContaining("cut");
        assertThat(new Bundles(door, KEYS).ids(READ)).isEmpty();
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Card card = card(new TrainJob(door, SETTINGS, DICTIONARY, KEYS, lines::add, cells -> SMALL)
                .execute("2026-01", TrainJob.Settling.SEARCH));
        assertThat(lines).anyMatch(line -> line.contains("measured before"));
        assertThat(door.files().walk(READ, SearchNotes.TABLE, "")).isEmpty();
        Map<String, Double> areas = new TreeMap<>(card.figures());
        areas.keySet().removeIf(name -> !name.startsWith("recherche_"));
        assertThat(areas).hasSameSizeAs(SETTINGS.learning().candidates());
    }

    @Test
    @Exigence("E02")
    public void reproduce_sameCells_sameForms_andOtherCellsAreRefused() {
        publishMonths("2026-01", 12, 6);
        String id = trainJob().execute("2026-01").modelId();
        ReproduceJob.Result again = new ReproduceJob(door, KEYS, line -> {}).execute(id);
        assertThat(again.trees()).isEqualTo(ReproduceJob.Likeness.IDENTIQUE);
        assertThat(again.logistic()).isEqualTo(ReproduceJob.Likeness.IDENTIQUE);
        publishOther("2025-12");
        assertThatThrownBy(() -> new ReproduceJob(door, KEYS, line -> {}).execute(id))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.why()).contains("2025-12"));
    }

    @Test
    @Exigence({"E02", "E15"})
    public void execute_cellsOfFrauds_areLearntBeside_signed_andLearntAgain() throws IOException {
        publishMonths("2026-01", 12, 6);
        publishFrauds("2026-01", 12, 5);
        TrainJob.Result result = trainJob().execute("2026-01");
        Frauds frauds = card(result).frauds();
        assertThat(frauds.isLearnt()).isTrue();
        assertThat(frauds.cells()).isEqualTo(60);
        assertThat(frauds.area().orElseThrow().value()).isGreaterThan(0.5);
        assertThat(frauds.gap().orElseThrow().value())
                .isCloseTo(
                        frauds.area().orElseThrow().value()
                                - frauds.ranking().orElseThrow().value(),
                        within(1e-9));
        Bundles bundles = new Bundles(door, KEYS);
        assertThat(bundles.frauds(READ, result.modelId())).isPresent();
        ReproduceJob.Result again = new ReproduceJob(door, KEYS, line -> {}).execute(result.modelId());
        assertThat(again.frauds()).contains(ReproduceJob.Likeness.IDENTIQUE);
        Path sealed = folder.getRoot().toPath().resolve("modele/" + result.modelId() + "/fraude_logistique.json");
        Files.writeString(sealed, Files.readString(sealed) + " ");
        assertThatThrownBy(() -> bundles.frauds(READ, result.modelId())).hasMessageContaining("fraude_logistique.json");
    }

    @Test
    @Exigence("E15")
    public void execute_cellsOfFraudsOutsideTheWindow_teachNothing() {
        publishMonths("2026-02", 13, 6);
        publishFrauds("2026-02", 1, 20);
        TrainJob.Result result = trainJob().execute("2026-01");
        assertThat(card(result).frauds()).isEqualTo(Frauds.none());
        assertThat(new Bundles(door, KEYS).frauds(READ, result.modelId())).isEmpty();
        assertThat(new ReproduceJob(door, KEYS, line -> {})
                        .execute(result.modelId())
                        .frauds())
                .isEmpty();
    }

    @Test
    public void execute_fewCells_refused() {
        publish("2026-01", 5);
        assertThatThrownBy(() -> trainJob().execute("2026-01")).isInstanceOfSatisfying(DataminingException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STATE_MISSING);
            assertThat(e.why()).contains("5 cell(s)");
        });
    }
}
