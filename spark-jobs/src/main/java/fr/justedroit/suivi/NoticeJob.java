package fr.justedroit.suivi;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Texts;
import fr.justedroit.scoring.TeamList;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Writes the notice and the sheet of each proposal of a month's list that led to a control, as {@code local/<caf>/notice/
 * <mois>/<numero>-notice.html} and {@code .txt}, {@code <numero>-fiche.html}. The number is the list's own. Written again,
 * they are the same.
 */
public final class NoticeJob {
    private static final Access ACCESS = Access.consultation(Room.SUIVI, Purpose.SUIVI, "follow-up");

    private final Door door;
    private final Settings settings;
    private final Keys keys;
    private final Texts texts;
    private final Consumer<String> progress;

    public NoticeJob(Door door, Settings settings, Keys keys, Texts texts, Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.keys = keys;
        this.texts = texts;
        this.progress = progress;
    }

    /** @param notices written */
    public record Result(int notices) {}

    /** Writes those of a month's lists. */
    public Result execute(String month, Collection<String> cafs) {
        Map<String, Set<String>> controlled = controlled(month, cafs);
        Map<String, List<Row>> lists = door.open(
                        ACCESS,
                        Read.of(Zone.RESULTAT, "proposition", cafs)
                                .months(List.of(month))
                                .columns("caf", "rang", "dossier_id", "origine", "motifs", "cible"))
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(row -> row.getString(0), TreeMap::new, Collectors.toList()));
        int written = 0;
        for (Map.Entry<String, List<Row>> list : lists.entrySet()) {
            Set<String> dossiers = controlled.getOrDefault(list.getKey(), Set.of());
            if (!dossiers.isEmpty()) {
                written += write(month, list.getKey(), list.getValue(), dossiers);
            }
        }
        return new Result(written);
    }

    /** Dossiers whose selection of the month led to a control, by CAF. */
    private Map<String, Set<String>> controlled(String month, Collection<String> cafs) {
        Map<String, Set<String>> dossiers = new TreeMap<>();
        door.open(
                        ACCESS,
                        Read.of(Zone.LOCAL, "acte", cafs).columns("caf", "dossier_id", "nature", "mois_selection"))
                .where("nature = 'OUVERT' and mois_selection = '" + month + "'")
                .select("caf", "dossier_id")
                .distinct()
                .collectAsList()
                .forEach(row -> dossiers.computeIfAbsent(row.getString(0), caf -> new TreeSet<>())
                        .add(row.getString(1)));
        return dossiers;
    }

    private int write(String month, String caf, List<Row> list, Set<String> controlled) {
        List<Row> byRank = list.stream()
                .sorted(Comparator.comparingInt(row -> row.getInt(1)))
                .toList();
        List<TeamList.Numbered<Row>> numbered = new TeamList(keys.of(Keys.Use.TIRAGE), month, caf)
                .of(byRank, row -> row.getString(3).equals("aleatoire"), row -> row.getString(2));
        Lease lease = door.lease(Zone.LOCAL, caf);
        int written = 0;
        try {
            for (TeamList.Numbered<Row> one : numbered) {
                if (controlled.contains(one.proposal().getString(2))) {
                    write(subject(month, caf, one));
                    written++;
                }
            }
        } finally {
            door.release(lease);
        }
        progress.accept("CAF " + caf + ": " + written + " notice(s)");
        return written;
    }

    private Notices.Subject subject(String month, String caf, TeamList.Numbered<Row> one) {
        LocalDate day = YearMonth.parse(month).atEndOfMonth();
        List<String> reasons = one.proposal().<Row>getList(4).stream()
                .filter(reason -> reason.getDouble(2) > 0)
                .map(reason -> reason.getString(1))
                .toList();
        return new Notices.Subject(
                caf,
                month,
                one.number(),
                one.proposal().getString(5).replace('_', ' '),
                reasons,
                settings.procedure().months("observations", day).orElse(1),
                settings.procedure().months("recours", day).orElse(2));
    }

    private void write(Notices.Subject subject) {
        Notices pages = new Notices(texts);
        Page notice = pages.notice(subject);
        String name = "%s/%06d-".formatted(subject.month(), subject.number());
        write(subject.caf(), name + "notice.html", notice.html());
        write(subject.caf(), name + "notice.txt", notice.text());
        write(subject.caf(), name + "fiche.html", pages.sheet(subject).html());
    }

    private void write(String caf, String name, String text) {
        door.files()
                .write(
                        ACCESS.of(AccessKind.CREATION),
                        TableId.ofCaf(Zone.LOCAL, caf, "notice"),
                        name,
                        text.getBytes(StandardCharsets.UTF_8));
    }
}
