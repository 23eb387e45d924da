package fr.justedroit.allnat;

import fr.justedroit.allnat.CaseCounts.Tally;
import fr.justedroit.config.Keys;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What a year publishes of its dossiers by audited group and by two of them at most: once, as of its December. Each variable
 * alone is released first; a pair then has cells of published codes alone, so that no pair tells of a code that is hidden, and
 * is left out whole where it would take a published code with it. A variable of which a code is whole codes of an earlier one is
 * left out. Lines are on k dossiers at least, none below k follows from
 * the others, and each is perturbed.
 */
final class GroupTable {
    private static final StructType SCHEMA =
            StructType.fromDDL("mois STRING, annee STRING, groupe_1 STRING, groupe_2 STRING, dossier_nb BIGINT");

    /** Stands for every dossier, as a group, and for no second group. */
    private static final String ALL = "tous";

    /** Once a year, and one year has none of another's. */
    private static final String DECEMBER = "-12";

    private final String month;
    private final GroupCounts counts;
    private final PerturbationTable perturbation;
    private final long k;
    private final List<Space> spaces = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** Lines that are weighed together: those there are, those that leave, and the finest counts. */
    private record Space(List<CountRelease.Line> lines, List<CountRelease.Line> published, List<Long> counts) {
        List<CountRelease.Line> ofGroups() {
            return published.stream().filter(line -> !line.key().contains(ALL)).toList();
        }
    }

    /** @param month a December */
    GroupTable(String month, GroupCounts counts, long k, PerturbationTable perturbation) {
        this.month = month;
        this.counts = counts;
        this.k = k;
        this.perturbation = perturbation;
        release();
    }

    /** What the Decembers among some months publish; nothing where the codes of one are purged. */
    static Map<String, GroupTable> of(
            RefreshAllnatJob job, Collection<String> cafs, Collection<String> months, Broadcast<DossierDraw> draw) {
        List<String> variables = job.dictionary().names(Role.AUDIT);
        Map<String, GroupTable> tables = new TreeMap<>();
        for (String month : months) {
            if (isDue(job, cafs, month)) {
                Access audit = job.access(month).forPurpose(Purpose.AUDIT);
                GroupCounts counts = GroupCounts.of(job.door(), audit, cafs, month, variables, draw);
                tables.put(
                        month,
                        new GroupTable(
                                month,
                                counts,
                                job.thresholds().anonymity().populationK(),
                                new PerturbationTable(job.keys().of(Keys.Use.BRUIT))));
            }
        }
        return tables;
    }

    /** Does a month publish them: a December whose codes are there, of a dictionary that audits something. */
    static boolean isDue(RefreshAllnatJob job, Collection<String> cafs, String month) {
        return month.endsWith(DECEMBER)
                && !job.dictionary().names(Role.AUDIT).isEmpty()
                && job.door().inForce(Zone.LOCAL, "audit_mois", cafs).keySet().stream()
                        .anyMatch(unit -> unit.month().equals(month));
    }

    private void release() {
        List<List<Integer>> published = new ArrayList<>();
        for (int v = 0; v < counts.variables().size(); v++) {
            if (isToldByAnother(v)) {
                published.add(List.of());
                continue;
            }
            Space alone = alone(v);
            spaces.add(alone);
            List<Integer> codes = new ArrayList<>();
            for (int code : counts.codes(v)) {
                CountRelease.Line line = alone.lines().get(counts.codes(v).indexOf(code));
                if (alone.published().contains(line)) {
                    codes.add(code);
                    publish(line, counts.tally(v, code, v, code));
                }
            }
            published.add(codes);
        }
        for (int first = 0; first < published.size(); first++) {
            for (int second = first + 1; second < published.size(); second++) {
                if (!published.get(first).isEmpty() && !published.get(second).isEmpty()) {
                    pair(first, second, published.get(first), published.get(second));
                }
            }
        }
    }

    /** A code that is whole codes of an earlier variable is a sum of its lines, and would give away what these hide. */
    private boolean isToldByAnother(int variable) {
        return IntStream.range(0, variable)
                .anyMatch(earlier -> hasUnion(earlier, variable) || hasUnion(variable, earlier));
    }

    /** Is some code of {@code coarse} made of whole codes of {@code fine}. */
    private boolean hasUnion(int fine, int coarse) {
        return counts.codes(coarse).stream().anyMatch(code -> counts.codes(fine).stream()
                .filter(part -> counts.both(fine, part, coarse, code) > 0)
                .allMatch(part -> counts.both(fine, part, coarse, code) == counts.both(fine, part, fine, part)));
    }

    private void publish(CountRelease.Line line, Tally tally) {
        List<Object> values = new ArrayList<>(List.of(month, month.substring(0, 4)));
        values.addAll(line.key());
        // The same people have the same error, whatever the line says of them.
        values.add(perturbation.perturbed(tally.count(), AllnatColumns.GROUPS, tally.contributors()));
        rows.add(RowFactory.create(values.toArray()));
    }

    private String group(int variable, int code) {
        return counts.variables().get(variable) + "=" + code;
    }

    private static CountRelease.Line line(String first, String second, BitSet atoms) {
        return new CountRelease.Line(AllnatColumns.GROUPS, List.of(first, second), atoms);
    }

    /** Each code, in their order, and everybody. */
    private Space alone(int variable) {
        List<CountRelease.Line> lines = new ArrayList<>();
        List<Long> exact = new ArrayList<>();
        for (int code : counts.codes(variable)) {
            BitSet atom = new BitSet();
            atom.set(exact.size());
            lines.add(line(group(variable, code), "", atom));
            exact.add(counts.tally(variable, code, variable, code).count());
        }
        BitSet all = new BitSet();
        all.set(0, exact.size());
        lines.add(line(ALL, "", all));
        return new Space(lines, new CountRelease(k).published(lines, exact), exact);
    }

    private void pair(int first, int second, List<Integer> firstCodes, List<Integer> secondCodes) {
        List<Long> exact = new ArrayList<>();
        List<Tally> tallies = new ArrayList<>();
        List<CountRelease.Line> cells = new ArrayList<>();
        Margins margins = new Margins(first, second);
        for (int a : counts.codes(first)) {
            for (int b : counts.codes(second)) {
                Tally tally = counts.tally(first, a, second, b);
                margins.add(a, b, exact.size());
                if (firstCodes.contains(a) && secondCodes.contains(b)) {
                    BitSet atom = new BitSet();
                    atom.set(exact.size());
                    cells.add(line(group(first, a), group(second, b), atom));
                    tallies.add(tally);
                }
                exact.add(tally.count());
            }
        }
        List<CountRelease.Line> known = margins.lines(firstCodes, secondCodes);
        List<CountRelease.Line> lines = new ArrayList<>(known);
        lines.addAll(cells);
        List<CountRelease.Line> published = new CountRelease(k).published(lines, exact);
        if (published.containsAll(known)) {
            spaces.add(new Space(lines, published, List.copyOf(exact)));
            for (int c = 0; c < cells.size(); c++) {
                if (published.contains(cells.get(c))) {
                    publish(cells.get(c), tallies.get(c));
                }
            }
        }
    }

    /** What is known of a pair without it: each published code of either variable, and everybody. */
    private final class Margins {
        private final int first;
        private final int second;
        private final BitSet[] ofFirst = new BitSet[CodeTable.CODES];
        private final BitSet[] ofSecond = new BitSet[CodeTable.CODES];
        private final BitSet all = new BitSet();

        private Margins(int first, int second) {
            this.first = first;
            this.second = second;
            for (int code = 0; code < CodeTable.CODES; code++) {
                ofFirst[code] = new BitSet();
                ofSecond[code] = new BitSet();
            }
        }

        private void add(int a, int b, int atom) {
            ofFirst[a].set(atom);
            ofSecond[b].set(atom);
            all.set(atom);
        }

        private List<CountRelease.Line> lines(List<Integer> firstCodes, List<Integer> secondCodes) {
            List<CountRelease.Line> lines = new ArrayList<>();
            firstCodes.forEach(code -> lines.add(line(group(first, code), "", ofFirst[code])));
            secondCodes.forEach(code -> lines.add(line(group(second, code), "", ofSecond[code])));
            lines.add(line(ALL, "", all));
            return lines;
        }
    }

    /** Is every line on k at least, and does no hidden count follow from what is published. */
    BoundCheck check() {
        String text = "dossiers par groupe suivi : plus petite ligne, et compte caché qui s'en déduirait";
        long smallest = Long.MAX_VALUE;
        long leaks = 0;
        for (Space space : spaces) {
            for (CountRelease.Line line : space.ofGroups()) {
                smallest = Math.min(
                        smallest,
                        line.atoms().stream().mapToLong(space.counts()::get).sum());
            }
            leaks += new CountRelease(k)
                            .leak(space.lines(), space.published(), space.counts())
                            .isPresent()
                    ? 1
                    : 0;
        }
        if (rows.isEmpty()) {
            return new BoundCheck(CountTables.G7, text, Verdict.SANS_OBJET, 0, k, "aucune ligne");
        }
        return new BoundCheck(
                CountTables.G7,
                text,
                smallest >= k && leaks == 0 ? Verdict.TENU : Verdict.DEPASSE,
                smallest,
                k,
                rows.size() + " lignes ; tables d'où un compte caché se déduirait : " + leaks);
    }

    /** Lines that leave, {@code mois, annee, groupe_1, groupe_2, dossier_nb}. */
    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Writes them, if the plan holds the month; returns the version. */
    Map<TableId, Long> write(Door door, Access access, Map<Unit, ExecutionId> plan) {
        Unit unit = Unit.ofMonth(month);
        if (rows.isEmpty() || !plan.containsKey(unit)) {
            return Map.of();
        }
        return door.replace(
                        access.of(AccessKind.CREATION),
                        Zone.ALLNAT,
                        AllnatColumns.GROUPS,
                        Map.of(unit, plan.get(unit)),
                        () -> door.spark().createDataFrame(rows, SCHEMA))
                .versions();
    }
}
