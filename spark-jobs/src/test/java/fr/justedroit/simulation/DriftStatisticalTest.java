package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.mesure.Stability;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The alarm of drift on simulated lives, with the reform of March 2025 and without: 7,500 dossiers of three CAFs, thirteen
 * variables of the dictionary by its own bands, each month against twelve. Lives are coded here, so that the test needs no
 * Spark; windows of past months are not among the thirteen.
 *
 * <p>The seed is fixed. Each limit has a risk of 0.05 a year, shared by twelve months and the variables of one family
 * (national, or all CAFs): under another seed, a false alarm within 24 months is expected for at most two seeds in ten, and a
 * second one for far fewer, even if every index were at the bound.
 */
public final class DriftStatisticalTest {
    private static final int PLACES = 2_500;
    private static final List<String> CAFS = List.of("021", "031", "075");
    private static final String FRANCE = "France";
    private static final YearMonth FIRST = YearMonth.of(2023, 3);
    private static final int MONTHS = 48;
    private static final YearMonth REFORM = YearMonth.of(2025, 3);
    private static final double BOUND = 0.1;
    private static final double YEARLY = 0.05;

    private static Settings settings;
    private static Map<String, Variable> variables;
    private static History with;
    private static History without;

    /** Counts by month, then CAF or France, then variable. */
    private record History(Map<YearMonth, Map<String, Map<String, long[]>>> counts) {
        void add(YearMonth month, String caf, String variable, int code) {
            for (String place : List.of(caf, FRANCE)) {
                counts.computeIfAbsent(month, m -> new TreeMap<>())
                        .computeIfAbsent(place, p -> new TreeMap<>())
                        .computeIfAbsent(variable, v -> new long[FeatureSource.MAX_CODE + 1])[code]++;
            }
        }

        /** What is in alarm in a month, against the twelve that end with another. */
        Set<String> alarms(YearMonth asOf, YearMonth month) {
            Set<String> alarms = new TreeSet<>();
            counts.get(month).forEach((place, byVariable) -> {
                int questions = byVariable.size() * (place.equals(FRANCE) ? 1 : CAFS.size());
                byVariable.forEach(
                        (variable, now) -> Stability.index(mean(asOf, place, variable), now, YEARLY / 12 / questions)
                                .filter(index -> index.low() > BOUND)
                                .ifPresent(index -> alarms.add(place + " " + variable)));
            });
            return alarms;
        }

        private long[] mean(YearMonth asOf, String place, String variable) {
            long[] sum = new long[FeatureSource.MAX_CODE + 1];
            for (int past = 0; past < 12; past++) {
                long[] one = counts.get(asOf.minusMonths(past)).get(place).get(variable);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += one[i];
                }
            }
            for (int i = 0; i < sum.length; i++) {
                sum[i] = Math.round(sum[i] / 12.0);
            }
            return sum;
        }

        /** Months in alarm between two, each with what is. */
        Map<YearMonth, Set<String>> alarms(YearMonth asOf, YearMonth from, YearMonth to) {
            Map<YearMonth, Set<String>> found = new TreeMap<>();
            for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
                Set<String> alarms = alarms(asOf, month);
                if (!alarms.isEmpty()) {
                    found.put(month, alarms);
                }
            }
            return found;
        }
    }

    @BeforeClass
    public static void live() {
        Path conf = Simulated.conf("seuils.yaml").getParent();
        Problems problems = new Problems();
        settings = Settings.read(conf, problems);
        Dictionary dictionary = DictionaryReader.read(conf, settings.contracts(), problems);
        problems.check();
        variables = dictionary.of(Role.MODELE).stream().collect(Collectors.toMap(Variable::name, v -> v));
        with = history(Simulated.base());
        without = history(Scenario.parse("herite_de: base\nreforme:\n  mois: \"2040-01\"\n", Simulated::yaml));
    }

    private static History history(Scenario scenario) {
        History history = new History(new TreeMap<>());
        int begin = Months.index(FIRST);
        int end = begin + MONTHS - 1;
        for (String caf : CAFS) {
            World world = new World(scenario, Simulated.SEED, caf);
            Worklists none = new Worklists(world, List.of());
            for (int place = 0; place < PLACES; place++) {
                for (Tenure tenure = Tenure.at(world, place, begin);
                        tenure.open() <= end;
                        tenure = tenure.next(world)) {
                    Life life = new Life(world, none, tenure);
                    for (int month = tenure.open(); month <= Math.min(end, tenure.close() - 1); month++) {
                        life.advance(month);
                        if (month >= begin) {
                            code(history, caf, life, month);
                        }
                    }
                }
            }
        }
        return history;
    }

    private static void code(History history, String caf, Life life, int month) {
        YearMonth when = Months.toYearMonth(month);
        double smic = settings.scale().value("smic_mensuel_net_eur", when.toString());
        Person a = life.allocataire();
        Person c = life.conjoint();
        double income = (a.declaredCents() + (c == null ? 0 : c.declaredCents())) / 100.0;
        double told = (told(a, month) + (c == null ? 0 : told(c, month))) / 100.0;
        Benefits benefits = life.benefits();
        double paid = benefits.totalCents() / 100.0;
        int paidNumber = 0;
        for (int i = 0; i < Benefits.COUNT; i++) {
            paidNumber += benefits.paidCents(i) > 0 ? 1 : 0;
        }
        int children = life.family().dependentCount(month);
        double rent = life.housing().isPaid() ? life.housing().rentCents() / 100.0 : 0;
        double shareOfRent = income + paid == 0 ? 9 : rent / (income + paid);
        Map<String, Double> numbers = Map.of(
                "ressource_smic",
                income / smic,
                "declaration_ressource_part",
                income == 0 ? 0 : told / income,
                "prestation_smic",
                paid / smic,
                "prestation_nb",
                (double) paidNumber,
                "prime_activite_smic",
                benefits.paidCents(Benefits.PPA) / 100.0 / smic,
                "enfant_nb",
                (double) children,
                "foyer_personne_nb",
                1.0 + children + (c == null ? 0 : 1),
                "loyer_ressource",
                rent == 0 ? -1 : shareOfRent,
                "piece_attendue_nb",
                (double) life.paperwork().awaited(),
                "dossier_anciennete",
                Math.floor((Months.lastDay(month) - life.registrationDay()) / 30.44));
        numbers.forEach((name, value) ->
                history.add(when, caf, name, variables.get(name).codeOf(value)));
        Map<String, String> words = Map.of(
                "activite", a.activity(),
                "adulte_nb", c == null ? "N" : "O",
                "logement_statut", life.housing().status());
        words.forEach((name, value) ->
                history.add(when, caf, name, variables.get(name).codeOf(value)));
    }

    private static long told(Person person, int month) {
        return person.incomeSource(month).equals("DECLARATION") ? person.declaredCents() : 0;
    }

    @Test
    @Exigence("E15")
    public void withoutReform_twentyFourMonths_atMostOneFalseAlarm() {
        YearMonth asOf = FIRST.plusMonths(11);
        assertThat(without.alarms(asOf, asOf.plusMonths(1), asOf.plusMonths(24)))
                .as("false alarms")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    @Exigence("E15")
    public void withReform_isSeenWithinTwoMonthsEverywhereAndNotBefore() {
        YearMonth asOf = FIRST.plusMonths(11);
        Map<YearMonth, Set<String>> alarms = with.alarms(asOf, asOf.plusMonths(1), REFORM.plusMonths(1));
        assertThat(alarms.keySet()).containsExactly(REFORM, REFORM.plusMonths(1));
        assertThat(alarms.get(REFORM)).contains(FRANCE + " declaration_ressource_part");
        CAFS.forEach(caf -> assertThat(alarms.get(REFORM)).contains(caf + " declaration_ressource_part"));
        // What the reform changed, and nothing that it left alone.
        assertThat(alarms.get(REFORM)).allMatch(alarm -> alarm.endsWith("declaration_ressource_part"));
    }

    @Test
    @Exigence("E15")
    public void withReform_modelLearntAgainAfterIt_isOutOfAlarm() {
        YearMonth asOf = REFORM.plusMonths(11);
        // It lasts for who learnt before it, and is over for who learnt after it.
        assertThat(with.alarms(FIRST.plusMonths(11), asOf.plusMonths(1), asOf.plusMonths(12)))
                .hasSize(12);
        assertThat(with.alarms(asOf, asOf.plusMonths(1), asOf.plusMonths(12))).isEmpty();
        // Half of what is learnt in September is from before: the alarm stands, as it must.
        assertThat(with.alarms(YearMonth.of(2025, 8), asOf, asOf)).hasSize(1);
    }
}
