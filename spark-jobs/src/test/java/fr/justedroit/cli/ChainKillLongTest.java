package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.FailPoint;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/**
 * A month of the chain, from the deliveries to the lists and to what may not be kept, cut at each point of the door and
 * run again, ends in the content of an undisturbed one and leaves no file behind. {@code -Djuste-droit.kill.months=3}
 * does three months; {@code juste-droit.kill.first} and {@code .last} bound the points, counted over all, and
 * {@code .stride} is the distance between two (18 by default, 1 in {@code scripts/long/chain-kill.sh}).
 */
public final class ChainKillLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String CAF = "974";
    private static final int MONTHS = Integer.getInteger("juste-droit.kill.months", 1);
    private static final int FIRST = Integer.getInteger("juste-droit.kill.first", 1);
    private static final int STRIDE = Integer.getInteger("juste-droit.kill.stride", 18);
    private static final int LAST = Integer.getInteger("juste-droit.kill.last", Integer.MAX_VALUE);

    /** What nothing catches, as a kill. */
    private static final class Cut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Counts points, and cuts at one of them. */
    private static final class Counter implements FailPoint.Hook {
        private final int at;
        private final List<FailPoint> seen = new ArrayList<>();

        Counter(int at) {
            this.at = at;
        }

        @Override
        public synchronized void reached(FailPoint point) {
            seen.add(point);
            if (seen.size() == at) {
                throw new Cut();
            }
        }
    }

    @Test
    public void month_cutAtEachPoint_endsAsUndisturbed() {
        ChainWorld world = new ChainWorld(folder.getRoot().toPath(), CAF);
        world.prepare("base", 500, "2024-12");
        Set<FailPoint> met = EnumSet.noneOf(FailPoint.class);
        int before = 0;
        for (int i = 1; i <= MONTHS; i++) {
            String month = YearMonth.parse(ChainWorld.LOADED).plusMonths(i).toString();
            world.deliver("base", month);
            Counter counter = new Counter(-1);
            world.copy("base", "calme");
            world.work("calme", month, counter);
            met.addAll(counter.seen);
            Map<String, String> expected = RootContent.of(world.root("calme"));
            assertThat(RootContent.orphans(world.root("calme"))).isEmpty();
            System.out.println("points of " + month + ": " + counter.seen.size());
            for (int at = 1; at <= counter.seen.size(); at++) {
                int number = before + at;
                if (number >= FIRST && number <= LAST && (number - FIRST) % STRIDE == 0) {
                    System.out.println("cut #" + number + " " + cut(world, month, at, expected));
                }
            }
            before += counter.seen.size();
            world.copy("calme", "base");
        }
        assertThat(met).containsAll(EnumSet.allOf(FailPoint.class));
    }

    private static String cut(ChainWorld world, String month, int at, Map<String, String> expected) {
        world.copy("base", "coupe");
        Counter counter = new Counter(at);
        boolean wasCut = false;
        try {
            world.work("coupe", month, counter);
        } catch (Cut e) {
            wasCut = true;
        }
        FailPoint point = counter.seen.get(counter.seen.size() - 1);
        assertThat(wasCut).as("point %s %s", at, point).isTrue();
        world.work("coupe", month, FailPoint.Hook.NONE);
        assertThat(RootContent.of(world.root("coupe")))
                .as("content after a cut at point %s (%s) of %s", at, point, month)
                .isEqualTo(expected);
        assertThat(RootContent.orphans(world.root("coupe")))
                .as("files left by a cut at point %s (%s) of %s", at, point, month)
                .isEmpty();
        return month + " " + at + " " + point + ": same content";
    }
}
