package fr.justedroit.source;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.source.ContractPlan.ColumnPlan;
import fr.justedroit.source.ContractPlan.ExtractPlan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.Test;

/** A value keeps its contract or names the rule that it breaks; nothing in between, and no exception. */
public final class RowCheckTest {
    private static final int LAST_DAY = (int) LocalDate.of(2026, 1, 31).toEpochDay();

    private static ColumnPlan column(Contracts.Type type, String pattern, String... domain) {
        return new ColumnPlan("c", type, false, List.of(domain), null, null, pattern, true);
    }

    private static ColumnPlan bounded(Contracts.Type type, String min, String max) {
        return new ColumnPlan("c", type, false, List.of(), new BigDecimal(min), new BigDecimal(max), "", true);
    }

    private static String rule(ColumnPlan column, String text) {
        RowCheck check = new RowCheck(new ExtractPlan("e", List.of("c"), "", List.of(column)), LAST_DAY);
        return check.check(new String[] {text}, new Object[1])
                .map(refusal -> refusal.rule().word())
                .orElse("");
    }

    private static Object value(ColumnPlan column, String text) {
        Object[] values = new Object[1];
        assertThat(new RowCheck(new ExtractPlan("e", List.of("c"), "", List.of(column)), LAST_DAY)
                        .check(new String[] {text}, values))
                .isEmpty();
        return values[0];
    }

    @Test
    public void check_dates_realDaysUpToTheMonthsEnd() {
        ColumnPlan date = column(Contracts.Type.DATE, "");
        assertThat(value(date, "2024-02-29"))
                .isEqualTo((int) LocalDate.of(2024, 2, 29).toEpochDay());
        assertThat(value(date, "2026-01-31")).isEqualTo(LAST_DAY);
        assertThat(rule(date, "2026-02-01")).isEqualTo("apres_fin_de_mois");
        for (String wrong : List.of(
                "2025-02-29", "2025-13-01", "2025-1-01", "01/02/2025", "-025-01-01", "2025-01--1", "2025-00-10")) {
            assertThat(rule(date, wrong)).as(wrong).isEqualTo("type");
        }
    }

    @Test
    public void check_money_twoDecimalsAndBounds() {
        ColumnPlan money = bounded(Contracts.Type.MONTANT, "0", "100.5");
        assertThat(value(money, "100.5")).isEqualTo(Decimal.apply(10050, 12, 2));
        assertThat(value(money, "7")).isEqualTo(Decimal.apply(700, 12, 2));
        assertThat(value(money, "0.05")).isEqualTo(Decimal.apply(5, 12, 2));
        assertThat(rule(money, "100.51")).isEqualTo("domaine");
        assertThat(rule(money, "-0.01")).isEqualTo("domaine");
        for (String wrong :
                List.of("1,5", "1.505", "1.", ".5", "1e3", "NaN", "12345678901", "1.-5", "--1", "-", " 1")) {
            assertThat(rule(money, wrong)).as(wrong).isEqualTo("type");
        }
        assertThat(value(column(Contracts.Type.MONTANT, ""), "-12.30")).isEqualTo(Decimal.apply(-1230, 12, 2));
    }

    @Test
    public void check_integersMonthsAndTexts_rules() {
        assertThat(value(bounded(Contracts.Type.ENTIER, "1", "20"), "20")).isEqualTo(20);
        assertThat(rule(bounded(Contracts.Type.ENTIER, "1", "20"), "21")).isEqualTo("domaine");
        assertThat(rule(bounded(Contracts.Type.ENTIER, "1", "20"), "2.0")).isEqualTo("type");
        assertThat(rule(bounded(Contracts.Type.ENTIER, "1", "20"), "99999999999"))
                .isEqualTo("type");
        assertThat(rule(column(Contracts.Type.MOIS, ""), "2026-13")).isEqualTo("type");
        assertThat(value(column(Contracts.Type.MOIS, ""), "2026-12")).isEqualTo(UTF8String.fromString("2026-12"));
        assertThat(rule(column(Contracts.Type.TEXTE, "", "O", "N"), "o")).isEqualTo("domaine");
        assertThat(rule(column(Contracts.Type.TEXTE, "[A-Z]{2}"), "ABC")).isEqualTo("motif");
        assertThat(value(column(Contracts.Type.TEXTE, "[A-Z]{2}"), "")).isNull();
    }

    @Test
    @Exigence("E07")
    public void check_fraudCodeOfTheShippedContract_isOneOfTheFour() {
        Contracts shipped = Settings.read(Path.of("../conf"), new Problems()).contracts();
        ColumnPlan code = ColumnPlan.of(shipped.playing(Contracts.Part.FRAUDE)
                .orElseThrow()
                .column("code_fraude")
                .orElseThrow());
        for (String known : List.of("641", "642", "643", "644")) {
            assertThat(rule(code, known)).as(known).isEmpty();
        }
        for (String other : List.of("640", "645", "64", "6411", "FRAUDE")) {
            assertThat(rule(code, other)).as(other).isEqualTo("domaine");
        }
    }

    @Test
    public void check_refusedValue_onlyItsShapeIsKept() {
        RowCheck check = new RowCheck(
                new ExtractPlan("e", List.of("c"), "", List.of(column(Contracts.Type.DATE, ""))), LAST_DAY);
        Refusal refusal =
                check.check(new String[] {"Née le 3/4/85"}, new Object[1]).orElseThrow();
        assertThat(refusal.shape()).isEqualTo("AAA AA 9/9/99");
        assertThat(Shape.of("é".repeat(60))).isEqualTo("A".repeat(40));
        assertThat(Shape.of("\u0007\u20AC\n")).isEqualTo("???");
    }

    @Test
    public void split_quotesAndColumns() {
        CsvLine csv = new CsvLine(";", "\"");
        String[] into = new String[3];
        assertThat(csv.split("a;\"b;\"\"c\"\"\";", into)).isTrue();
        assertThat(into).containsExactly("a", "b;\"c\"", "");
        for (String wrong : List.of("a;b", "a;b;c;d", "a;\"b;c", "a;\"b\"x;c", "")) {
            assertThat(csv.split(wrong, into)).as(wrong).isFalse();
        }
        assertThat(csv.header("x;\"y\";z")).containsExactly("x", "y", "z");
    }
}
