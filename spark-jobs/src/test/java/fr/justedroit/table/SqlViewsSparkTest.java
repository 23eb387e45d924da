package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Before;
import org.junit.Test;

/** A query reads views and nothing else; whatever is not in the lists is refused before anything is opened. */
public final class SqlViewsSparkTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final Access ANALYST = Access.consultation(Room.CLI, Purpose.ANALYSE, "sql [test]");
    private static final List<String> CAFS = List.of("001", "031");

    private transient SqlViews views;

    @Before
    public void fill() {
        door.lease(Zone.ALLNAT, "");
        for (String caf : CAFS) {
            door.lease(Zone.RESULTAT, caf);
        }
        Access writing =
                Access.consultation(Room.SCORING, Purpose.NOTATION, "score").of(AccessKind.CREATION);
        TableSpec spec = door.catalogue().spec(Zone.RESULTAT, "classement");
        List<Row> rows = CAFS.stream()
                .flatMap(caf -> java.util.stream.IntStream.rangeClosed(1, 3)
                        .mapToObj(rank ->
                                RowFactory.create("2026-01", caf, "D-" + rank, 1.0 / rank, rank, "cible", "modele")))
                .toList();
        door.replace(
                writing,
                Zone.RESULTAT,
                "classement",
                java.util.Map.of(
                        Unit.of("001", "2026-01"),
                                ExecutionId.of("score", "2026-01")
                                        .with("caf", "001")
                                        .build(),
                        Unit.of("031", "2026-01"),
                                ExecutionId.of("score", "2026-01")
                                        .with("caf", "031")
                                        .build()),
                () -> spark.createDataFrame(
                        rows,
                        new org.apache.spark.sql.types.StructType(
                                java.util.Arrays.stream(spec.schema().fields())
                                        .filter(field -> !field.name().equals(TableSpec.EXECUTION_ID))
                                        .toArray(org.apache.spark.sql.types.StructField[]::new))));
        views = new SqlViews(door, ANALYST, CAFS, SqlViews.Nominative.NAMED);
    }

    private List<String> answer(String query) {
        return views.query(query).collectAsList().stream().map(Row::mkString).toList();
    }

    @Test
    public void query_overAllCafs_joinsGroupsAndWindows() {
        assertThat(answer("select caf, count(*) from resultat.classement group by caf order by caf"))
                .containsExactly("0013", "0313");
        assertThat(answer("with best as (select caf, max(score) s from resultat.classement group by caf)"
                        + " select c.caf, c.dossier_id from resultat.classement c join best b"
                        + " on c.caf = b.caf and c.score = b.s where c.rang in (select 1) order by 1"))
                .containsExactly("001D-1", "031D-1");
        assertThat(answer("select * from (select caf, row_number() over (partition by caf order by rang desc) n, rang"
                        + " from RESULTAT.classement) where n = 1 order by caf"))
                .containsExactly("00113", "03113");
        assertThat(answer("select count(*) from resultat.classement where rang > (select avg(rang) from"
                        + " resultat.classement)"))
                .containsExactly("2");
    }

    @Test
    @Exigence("E20")
    public void query_opensWhatItNames_throughTheTrace() {
        int before = listener.lines().size();
        answer("select count(*) from resultat.classement");
        List<String> told = listener.lines().subList(before, listener.lines().size());
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("consultation cli [resultat/001/classement, resultat/031/classement]");
        before = listener.lines().size();
        assertRefused("select * from resultat.classement c, local.etat_mois e");
        assertThat(listener.lines()).hasSize(before);
    }

    @Test
    public void query_thatIsNoQueryOverViews_isRefused() {
        String path = folder.getRoot().getPath();
        for (String text : List.of(
                "select * from parquet.`" + path + "`",
                "select * from delta.`" + path + "/resultat/001/classement`",
                "select * from csv.`/etc/passwd`",
                "select * from spark_catalog.default.x",
                "select * from range(10)",
                "select * from read_files('/etc')",
                "select reflect('java.lang.System', 'getenv')",
                "select java_method('java.lang.Runtime', 'getRuntime')",
                "select try_reflect('java.lang.System', 'getenv')",
                "select input_file_name() from resultat.classement",
                "select * from (select assert_true(false)) x",
                "select transform(caf) using 'cat' from resultat.classement",
                "select * from identifier('resultat.classement')",
                "select identifier('reflect')('java.lang.System', 'getenv')",
                "execute immediate 'select 1'",
                "set spark.sql.ansi.enabled=false",
                "add jar /tmp/x.jar",
                "create temporary view v using csv options (path '/etc/passwd')",
                "create table x as select 1",
                "insert overwrite directory '/tmp/x' using csv select * from resultat.classement",
                "insert into resultat.classement select * from resultat.classement",
                "drop table resultat.classement",
                "describe resultat.classement",
                "explain select 1",
                "cache table resultat.classement",
                "show tables",
                "select 1; select 2",
                "with x as (select * from json.`/etc/hosts`) select * from x",
                "select (select count(*) from text.`/etc/hosts`)",
                "select * from resultat.classement where exists (select * from orc.`/x`)",
                "from resultat.classement select caf insert into y select caf",
                "select * from resultat.classement tablesample (10 percent)",
                "select * from resultat.classement version as of 0",
                "not a query at all")) {
            assertRefused(text);
        }
    }

    private void assertRefused(String text) {
        assertThatThrownBy(() -> views.query(text).collectAsList())
                .as(text)
                .isInstanceOfSatisfying(
                        DataminingException.class,
                        e -> assertThat(e.code()).as(text).isEqualTo(ErrorCode.SQL_REFUSED));
    }

    @Test
    public void query_ofPersons_withoutAPurpose_isRefused() {
        SqlViews open = new SqlViews(door, ANALYST, CAFS, SqlViews.Nominative.REFUSED);
        assertThat(open.names()).noneMatch(name -> name.startsWith("resultat") || name.startsWith("local"));
        assertThatThrownBy(() -> open.query("select * from resultat.classement"))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.remedy()).contains("--finalite"));
    }

    @Test
    public void failure_neverShowsALiteralOfTheQuery() {
        for (String text : List.of(
                "select secretword_column from resultat.classement where dossier_id = 'MARQUEUR-9'",
                "select * from resultat.classement where dossier_id = 'MARQUEUR-9' and",
                "select reflect('MARQUEUR-9')")) {
            assertThatThrownBy(() -> views.query(text))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MARQUEUR-9"));
        }
    }
}
