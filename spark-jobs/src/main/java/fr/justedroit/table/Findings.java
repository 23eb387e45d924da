package fr.justedroit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an inspection has looked at, found damaged, and could not tell. No text of it holds a value of a row. */
public final class Findings {
    private final Map<String, Long> looked = new TreeMap<>();
    private final List<Damage> damages = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();

    /**
     * Something that is not as it was written.
     *
     * @param check name of the check that found it
     * @param place table, with its version, month or file where there is one
     * @param what is wrong
     * @param remedy what to do
     */
    public record Damage(String check, String place, String what, String remedy) {}

    /**
     * Something that a check could not judge.
     *
     * @param check its name
     * @param place table, with its version, month or file where there is one
     * @param why it could not
     */
    public record Doubt(String check, String place, String why) {}

    /** Counts things that a check has looked at. */
    public void looked(String check, long things) {
        looked.merge(check, things, Long::sum);
    }

    /** Notes a damage. */
    public void damage(String check, String place, String what, String remedy) {
        damages.add(new Damage(check, place, what, remedy));
    }

    /** Notes that a check cannot tell. */
    public void doubt(String check, String place, String why) {
        doubts.add(new Doubt(check, place, why));
    }

    /** Things that a check has looked at. */
    public long lookedAt(String check) {
        return looked.getOrDefault(check, 0L);
    }

    /** Every damage, in the order of its finding. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** Everything that no check could tell. */
    public List<Doubt> doubts() {
        return List.copyOf(doubts);
    }

    /** Takes in what was found elsewhere. */
    void add(Findings other) {
        other.looked.forEach(this::looked);
        damages.addAll(other.damages);
        doubts.addAll(other.doubts);
    }
}
