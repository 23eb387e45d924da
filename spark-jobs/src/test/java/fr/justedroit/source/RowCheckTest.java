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
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.Test;

/** A value keeps its contract or names the rule that it breaks; nothing in between, and no exception. */
public final class RowCheckTest {
    private static final int LAST_DAY = (int) LocalDate.of(2026, 1, 31).toEpochDay();

    private static ColumnPlan column(Contracts.Type type, String pattern, String... domain) {
        return new ColumnPlan("c", type, false, List.of(domain), null, null, pattern, true, "", List.of(), true);
    }

    private static ColumnPlan bounded(Contracts.Type type, String min, String max) {
        return new ColumnPlan(
                "c", type, false, List.of(), new BigDecimal(min), new BigDecimal(max), "", true, "", List.of(), true);
    }

    private static String rule(ColumnPlan column, String text) {
        RowCheck check = new RowCheck(new ExtractPlan("e", List.of("c"), "", List.of(column)), ".", LAST_DAY);
        return check.check(new String[] {text}, new Object[1])
                .map(refusal -> refusal.rule().word())
                .orElse("");
    }

    private static Object value(ColumnPlan column, String text) {
        Object[] values = new Object[1];
        assertThat(new RowCheck(new ExtractPlan("e", List.of("c"), "", List.of(column)), ".", LAST_DAY)
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
    public void check_decimalComma_onlyWhereTheContractSaysSo() {
        ExtractPlan extract =
                new ExtractPlan("e", List.of("c"), "", List.of(bounded(Contracts.Type.MONTANT, "0", "100000")));
        RowCheck comma = new RowCheck(extract, ",", LAST_DAY);
        Object[] values = new Object[1];
        assertThat(comma.check(new String[] {"1234,5"}, values)).isEmpty();
        assertThat(values[0]).isEqualTo(Decimal.apply(123450, 12, 2));
        assertThat(comma.check(new String[] {"1234.5"}, values).orElseThrow().rule())
                .isEqualTo(Refusal.Rule.TYPE);
    }

    @Test
    public void check_endBeforeStart_isRefused() {
        ColumnPlan start = column(Contracts.Type.DATE, "");
        ColumnPlan end =
                new ColumnPlan("f", Contracts.Type.DATE, false, List.of(), null, null, "", false, "c", List.of(), true);
        RowCheck check = new RowCheck(new ExtractPlan("e", List.of("c"), "", List.of(start, end)), ".", LAST_DAY);
        Object[] values = new Object[2];
        assertThat(check.check(new String[] {"2025-03-02", "2025-03-02"}, values))
                .isEmpty();
        assertThat(check.check(new String[] {"2025-03-02", ""}, values)).isEmpty();
        assertThat(check.check(new String[] {"2025-03-02", "2025-03-01"}, values)
                        .orElseThrow()
                        .rule()
                        .word())
                .isEqualTo("avant_debut");
        assertThat(rule(start, "1799-01-01")).isEqualTo("domaine");
    }

    @Test
    public void check_bytesOfAnotherEncoding_areNamed() {
        byte[] latin = "SALARIÉ".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        String read = new String(latin, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(rule(column(Contracts.Type.TEXTE, "", "SAL"), read)).isEqualTo("encodage");
    }

    @Test
    @Exigence("E12")
    public void check_identifiersUnderAPermittedName_areRefusedByShape() {
        ColumnPlan open = column(Contracts.Type.TEXTE, ".{4,40}");
        for (String identifier : List.of(
                "285057511600109",
                "1 85 05 78 006 084 91",
                "285052A11600166",
                "2850575116001",
                "FR7630006000011234567890189",
                "jeanne.martin@exemple.fr",
                "192.168.1.10",
                "2001:db8::ff00:42:8329",
                "06 12 34 56 78",
                "12 rue de la Paix 75002 Paris")) {
            assertThat(rule(open, identifier)).as(identifier).isEqualTo("identifiant");
        }
        for (String number : List.of(
                "SYN-4Y2GAZGQ",
                "C-031-1",
                "123456789",
                "285057511600110",
                "FR7630006000011234567890188",
                "CTL-4Y2GAZGQ-202601-AB12",
                "0.0021")) {
            assertThat(rule(open, number)).as(number).isEmpty();
        }
    }

    @Test
    public void check_refusedValue_onlyItsShapeIsKept() {
        RowCheck check = new RowCheck(
                new ExtractPlan("e", List.of("c"), "", List.of(column(Contracts.Type.DATE, ""))), ".", LAST_DAY);
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

    @Test
    public void value_whateverTheLine_isTheSplitsOrNotSaid() {
        CsvLine csv = new CsvLine(";", "\"");
        Random random = new Random(11);
        int said = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder();
            random.ints(random.nextInt(14), 0, 4).forEach(pick -> line.append(";ab\"".charAt(pick)));
            String[] into = new String[3];
            boolean isRecord = csv.split(line.toString(), into);
            for (int column = 0; column < 3; column++) {
                Optional<String> value = csv.value(line.toString(), column);
                if (isRecord && value.isPresent()) {
                    assertThat(value.get()).as(line.toString()).isEqualTo(into[column]);
                    said++;
                }
            }
            if (isRecord && line.indexOf("\"") < 0) {
                assertThat(csv.value(line.toString(), 2)).isPresent();
            }
        }
        assertThat(said).isGreaterThan(1000);
    }

    private static ColumnPlan of(String name, Contracts.Type type, String notBefore, List<String> by, boolean read) {
        return new ColumnPlan(name, type, false, List.of(), null, null, "", false, notBefore, by, read);
    }

    private static String ruleOf(List<ColumnPlan> columns, String... texts) {
        List<String> key = List.of(columns.get(0).name());
        return new RowCheck(new ExtractPlan("e", key, "", columns), ".", LAST_DAY)
                .check(texts, new Object[texts.length])
                .map(refusal -> refusal.rule().word() + " " + refusal.column())
                .orElse("");
    }

    @Test
    @Exigence("E08")
    public void check_actWithoutItsRoleOrReason_isIncomplete() {
        List<ColumnPlan> columns = List.of(
                of("acte", Contracts.Type.TEXTE, "", List.of("role"), true),
                of("role", Contracts.Type.TEXTE, "", List.of("acte"), true),
                of("motif", Contracts.Type.TEXTE, "", List.of("acte=ECARTE"), true));
        assertThat(ruleOf(columns, "", "", "")).isEmpty();
        assertThat(ruleOf(columns, "FAIT", "AGENT", "")).isEmpty();
        assertThat(ruleOf(columns, "ECARTE", "AGENT", "VU")).isEmpty();
        assertThat(ruleOf(columns, "FAIT", "", "")).isEqualTo("incomplet role");
        assertThat(ruleOf(columns, "", "AGENT", "")).isEqualTo("incomplet acte");
        assertThat(ruleOf(columns, "ECARTE", "AGENT", "")).isEqualTo("incomplet motif");
    }

    @Test
    public void check_dayBeforeTheEndOfTheMonthThatItFollows_isRefused() {
        List<ColumnPlan> columns = List.of(
                of("mois", Contracts.Type.MOIS, "", List.of(), true),
                of("jour", Contracts.Type.DATE, "mois", List.of(), true));
        assertThat(ruleOf(columns, "2025-12", "2025-12-31")).isEmpty();
        assertThat(ruleOf(columns, "2025-12", "2025-12-30")).isEqualTo("avant_debut jour");
        assertThat(ruleOf(columns, "", "2025-12-30")).isEmpty();
    }

    @Test
    @Exigence("E12")
    public void check_columnThatIsNotRead_keepsNothingOfWhatItHolds() {
        List<ColumnPlan> columns = List.of(of("agent", Contracts.Type.TEXTE, "", List.of(), false));
        Object[] values = {"before"};
        assertThat(new RowCheck(new ExtractPlan("e", List.of("agent"), "", columns), ".", LAST_DAY)
                        .check(new String[] {"Jeanne MARTIN"}, values))
                .isEmpty();
        assertThat(values[0]).isNull();
    }
}
