package fr.justedroit.cas;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Gathered controls to where they stand in the procedure. */
final class Situations {
    private static final StructType SITUATION = StructType.fromDDL("caf STRING, controle_id STRING, dossier_id STRING,"
            + " origine STRING, mois_selection STRING, etat STRING, depuis DATE, ouvert DATE, informe DATE, fait DATE,"
            + " clos DATE, soupcon DATE, avis DATE, decision DATE, heures_e2 BIGINT, indu_cents BIGINT,"
            + " rappel_cents BIGINT, code STRING, sanction STRING, motif STRING,"
            + " refus ARRAY<STRING>");

    private Situations() {}

    static Dataset<Row> of(Dataset<Row> gathered, Judge judge, String month) {
        LocalDate end = YearMonth.parse(month).atEndOfMonth();
        MapFunction<Row, Row> situation = row -> row(row, judge, end);
        return gathered.map(situation, Encoders.row(SITUATION));
    }

    private static Row row(Row group, Judge judge, LocalDate end) {
        List<Act> received = CaseRows.acts(group);
        TeamActs team = TeamActs.of(received);
        List<Act> acts = team.acts();
        Optional<Fraud> fraud = CaseRows.fraud(group).filter(one -> one.isKnown(end));
        List<Step> steps = Steps.of(acts, fraud).stream()
                .filter(step -> step.day() == null || !step.day().isAfter(end))
                .toList();
        String selection = first(received, Act::selection);
        Judgement judged = judge.judge(
                Optional.ofNullable(selection).map(text -> YearMonth.parse(text).atEndOfMonth()), steps);
        boolean retained = judged.has(Steps.RETAIN);
        return RowFactory.create(
                group.getString(0),
                group.getString(1),
                first(received, Act::dossier),
                first(received, Act::origin),
                selection,
                judged.state(),
                date(judged.since()),
                day(judged, "ouvrir"),
                day(judged, "informer"),
                day(judged, "faire"),
                day(judged, "clore"),
                day(judged, "soupconner"),
                day(judged, "donner_avis"),
                day(judged, Steps.RETAIN),
                acts.stream().mapToLong(Act::hoursE2).sum(),
                cents(acts, Act.INDU),
                cents(acts, Act.RAPPEL),
                retained ? fraud.map(Fraud::code).orElse(null) : null,
                retained ? fraud.map(Fraud::sanction).orElse(null) : null,
                reason(judged),
                Stream.concat(judged.refused().stream(), team.refused().stream())
                        .map(refusal -> refusal.step().act() + " "
                                + refusal.why().name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toArray(String[]::new));
    }

    /** Why an agent set the proposal aside, as the team's list or nobody says. */
    private static String reason(Judgement judged) {
        return judged.accepted().stream()
                .filter(step -> step.act().equals(Steps.SET_ASIDE))
                .map(Step::reason)
                .findFirst()
                .orElse(null);
    }

    private static String first(List<Act> acts, java.util.function.Function<Act, String> part) {
        return acts.stream()
                .sorted(Act.ORDER)
                .map(part)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static long cents(List<Act> acts, String nature) {
        return acts.stream()
                .filter(act -> act.is(nature))
                .mapToLong(Act::amountCents)
                .sum();
    }

    private static Date day(Judgement judged, String act) {
        return date(judged.accepted().stream()
                .filter(step -> step.act().equals(act))
                .map(Step::day)
                .findFirst());
    }

    private static Date date(Optional<LocalDate> day) {
        return day.map(Date::valueOf).orElse(null);
    }
}
