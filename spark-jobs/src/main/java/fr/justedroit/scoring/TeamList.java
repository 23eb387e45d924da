package fr.justedroit.scoring;

import fr.justedroit.config.KeyedHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The order in which a team meets a month's list, with numbers of its own: dossiers drawn by lot stand at places that a key
 * decides, the others in the order of their ranks between them. So neither a number nor a place tells which were drawn, and
 * those are controlled with the same care as the others (E05, E08).
 */
public final class TeamList {
    private final KeyedHash hash;
    private final String month;
    private final String caf;

    /** @param hash under the key of the draw */
    public TeamList(KeyedHash hash, String month, String caf) {
        this.hash = hash;
        this.month = month;
        this.caf = caf;
    }

    /**
     * A proposal and its number on the list, 1 first.
     *
     * @param number that the team knows it by
     * @param proposal what it was made of
     */
    public record Numbered<T>(int number, T proposal) {}

    /**
     * Numbers a list: the same proposals get the same numbers.
     *
     * @param byRank the proposals, from the highest rank
     * @param isDrawn was a proposal drawn by lot
     * @param dossier its number in the CAF
     */
    public <T> List<Numbered<T>> of(List<T> byRank, Predicate<T> isDrawn, Function<T, String> dossier) {
        List<T> drawn = new ArrayList<>(byRank.stream().filter(isDrawn).toList());
        drawn.sort(Comparator.comparingLong((T one) -> hash.hash64("ordre", month, caf, dossier.apply(one)))
                .thenComparing(dossier));
        Set<Integer> places = places(byRank.size(), drawn.size());
        List<T> targeted = byRank.stream().filter(isDrawn.negate()).toList();
        List<Numbered<T>> list = new ArrayList<>();
        int lot = 0;
        for (int place = 0; place < byRank.size(); place++) {
            T next = places.contains(place) ? drawn.get(lot++) : targeted.get(place - lot);
            list.add(new Numbered<>(place + 1, next));
        }
        return list;
    }

    private Set<Integer> places(int size, int drawn) {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong((Integer place) -> hash.hash64("place", month, caf, "" + place))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(drawn)
                .collect(Collectors.toSet());
    }
}
