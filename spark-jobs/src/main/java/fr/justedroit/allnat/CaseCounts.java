package fr.justedroit.allnat;

import fr.justedroit.config.Period;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Counts the controls of all CAFs for the national tables: who they are never reaches the driver. A fraud counts once it is
 * mature, and a decision that an appeal can still overturn is an open control here (E10): no suspicion is read.
 */
final class CaseCounts implements Serializable {
    private static final long serialVersionUID = 1L;
    /** A month's controls are counted once, this many months after their selection. */
    static final int COHORT_MONTHS = 12;

    private static final String OPEN = "ouvert";
    private final Broadcast<DossierDraw> draw;
    private final Period period;

    /** @param period months that a delivery stands for: their selections are counted together */
    CaseCounts(Broadcast<DossierDraw> draw, Period period) {
        this.draw = draw;
        this.period = period;
    }

    /** Table, month and dimensions of a line. */
    record Address(String table, String month, List<String> key) implements Serializable {}

    /** How many, and the sum of their record keys. */
    record Tally(long count, long contributors) implements Serializable {
        Tally with(Tally other) {
            return new Tally(count + other.count, (contributors + other.contributors) & 0xffffffffL);
        }
    }

    /** One line of one partition. */
    private record Counted(Address address, Tally tally) implements Serializable {}

    /** Exact finest counts of what these months publish. */
    Map<Address, Tally> of(Door door, Access access, List<String> cafs, Collection<String> months) {
        List<String> wanted = List.copyOf(months);
        JavaRDD<Counted> counted = door.open(
                        access,
                        Read.of(Zone.LOCAL, "cas", cafs)
                                .columns(
                                        "caf",
                                        "controle_id",
                                        "origine",
                                        "mois_selection",
                                        "mois_decision",
                                        "mois_maturite",
                                        "etat",
                                        "positif",
                                        "code_fraude",
                                        "indu_eur"))
                .toJavaRDD()
                .mapPartitions(rows -> count(rows, wanted));
        Map<Address, Tally> tallies = new HashMap<>();
        counted.collect().forEach(one -> tallies.merge(one.address(), one.tally(), Tally::with));
        return tallies;
    }

    private Iterator<Counted> count(Iterator<Row> rows, List<String> months) {
        Map<Address, Tally> tallies = new HashMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            // A team's list alone tells of it: no control of CRISTAL's, so no origin.
            List<Address> addresses = row.isNullAt(2) ? List.of() : addresses(row, months, period);
            if (!addresses.isEmpty()) {
                long key = draw.value().recordKey("compte", row.getString(0), row.getString(1)) & 0xffffffffL;
                addresses.forEach(address -> tallies.merge(address, new Tally(1, key), Tally::with));
            }
        }
        List<Counted> entries = new ArrayList<>();
        tallies.forEach((address, tally) -> entries.add(new Counted(address, tally)));
        return entries.iterator();
    }

    /** Where a control counts; columns as {@link #of} reads them. */
    static List<Address> addresses(Row row, List<String> months, Period period) {
        List<Address> addresses = new ArrayList<>();
        for (String month : months) {
            if (isCohortOf(text(row, 3), month, period)) {
                addresses.add(new Address(AllnatColumns.DELAY, month, delay(row, month)));
            }
            if (isFraudOf(row, month)) {
                addresses.add(new Address(
                        AllnatColumns.FRAUD,
                        month,
                        List.of(month.substring(0, 4), row.getString(8), prejudice(row.getDecimal(9)))));
            }
        }
        return addresses;
    }

    private static boolean isCohortOf(String selected, String month, Period period) {
        YearMonth last = YearMonth.parse(month).minusMonths(COHORT_MONTHS);
        return selected.compareTo(last.toString()) <= 0
                && selected.compareTo(last.minusMonths(period.months()).toString()) > 0;
    }

    private static String text(Row row, int column) {
        return row.isNullAt(column) ? "" : row.getString(column);
    }

    /** The frauds of a year leave with its December, once. */
    private static boolean isFraudOf(Row row, String month) {
        return month.endsWith("-12")
                && !row.isNullAt(8)
                && text(row, 6).equals("mur")
                && text(row, 5).startsWith(month.substring(0, 4));
    }

    private static List<String> delay(Row row, String month) {
        boolean isMature = text(row, 6).equals("mur")
                && !row.isNullAt(7)
                && !text(row, 4).isEmpty()
                && text(row, 5).compareTo(month) <= 0;
        if (!isMature) {
            return List.of(text(row, 3), text(row, 2), "", text(row, 6).equals("ecarte") ? "ecarte" : OPEN);
        }
        long months = ChronoUnit.MONTHS.between(YearMonth.parse(row.getString(3)), YearMonth.parse(row.getString(4)));
        String band =
                months <= 1 ? "0 a 1 mois" : months <= 3 ? "2 a 3 mois" : months <= 6 ? "4 a 6 mois" : "7 mois et plus";
        return List.of(text(row, 3), text(row, 2), band, row.getBoolean(7) ? "positif" : "negatif");
    }

    private static String prejudice(BigDecimal euros) {
        double amount = euros == null ? 0 : euros.doubleValue();
        return amount < 600
                ? "moins de 600 EUR"
                : amount < 3_000 ? "600 a 3000 EUR" : amount < 10_000 ? "3000 a 10000 EUR" : "10000 EUR et plus";
    }

    /** By table, sorted: the same whatever the partitions. */
    static Map<String, Map<List<String>, Tally>> ofMonth(Map<Address, Tally> tallies, String month) {
        Map<String, Map<List<String>, Tally>> tables = new TreeMap<>();
        tallies.forEach((address, tally) -> {
            if (address.month().equals(month)) {
                tables.computeIfAbsent(
                                address.table(),
                                table -> new TreeMap<>(
                                        Comparator.comparing((List<String> key) -> String.join("|", key))))
                        .put(address.key(), tally);
            }
        });
        return tables;
    }
}
