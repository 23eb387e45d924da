package fr.justedroit.simulation;

import java.util.Arrays;

/** Contacts between the household and the CAF, each with its day and the day on which CRISTAL knew. */
final class Contacts {
    private static final int TRAIT = 0;
    private static final int CHANCE = 1;
    private static final int CHANCES = 3;
    private static final int DAY = 10;
    private static final int DIRECTION = 20;
    private static final int DELAY = 30;
    private static final int SUBJECT = 40;
    private static final int YEAR = 12;

    private final Scenario.Contact law;
    private final Draw draw;
    private final double trait;
    private final int[] perMonth = new int[YEAR];
    private int[] days = new int[16];
    private int[] knownDays = new int[16];
    private String[] directions = new String[16];
    private String[] subjects = new String[16];
    private int count;
    private int inYear;

    Contacts(World world, Draw draw) {
        this.law = world.scenario.contact();
        this.draw = draw;
        this.trait = 1 + law.dispersion() * (2 * draw.uniform(Draw.ALWAYS, TRAIT) - 1);
    }

    /** Lives through a month, in which {@code events} things happened to the household. */
    void advance(int month, int events, Benefits benefits) {
        double rate = trait * (law.base() + law.evenement() * events + (benefits.hasRsa() ? law.rsa() : 0));
        int before = count;
        for (int i = 0; i < CHANCES; i++) {
            if (draw.occurs(month, CHANCE + i, rate / CHANCES)) {
                add(month, i);
            }
        }
        inYear += count - before - perMonth[month % YEAR];
        perMonth[month % YEAR] = count - before;
    }

    private void add(int month, int i) {
        if (count == days.length) {
            days = Arrays.copyOf(days, count * 2);
            knownDays = Arrays.copyOf(knownDays, count * 2);
            directions = Arrays.copyOf(directions, count * 2);
            subjects = Arrays.copyOf(subjects, count * 2);
        }
        days[count] = Months.firstDay(month) + draw.below(month, DAY + i, 28);
        knownDays[count] = days[count] + draw.between(month, DELAY + i, 0, law.retardMaxJours());
        directions[count] = draw.occurs(month, DIRECTION + i, law.partEntrant()) ? "ENTRANT" : "SORTANT";
        subjects[count] = subject(draw.uniform(month, SUBJECT + i));
        count++;
    }

    private static String subject(double place) {
        return place < 0.42
                ? "INFORMATION"
                : place < 0.66 ? "DECLARATION" : place < 0.85 ? "PIECES" : place < 0.93 ? "PAIEMENT" : "RECLAMATION";
    }

    /** Contacts of the last twelve months. */
    int inYear() {
        return inYear;
    }

    int count() {
        return count;
    }

    int day(int i) {
        return days[i];
    }

    int knownDay(int i) {
        return knownDays[i];
    }

    String direction(int i) {
        return directions[i];
    }

    String subject(int i) {
        return subjects[i];
    }
}
