package fr.justedroit.simulation;

import fr.justedroit.simulation.Person.Standing;

/** Who opens a dossier, in which dwelling and with which rights; the life goes on from there. */
final class Household {
    private static final int FAMILY = 1;
    private static final int ALLOCATAIRE = 2;
    private static final int CONJOINT = 3;
    private static final int HOUSING = 4;
    private static final int BENEFITS = 5;
    private static final int SALT_OF_MONTH = 64;
    private static final int AGE = 0;
    private static final int DEATH = 1;
    private static final int ADULT_YEARS = 18;
    private static final double DAYS_IN_YEAR = 365.25;
    private static final double PARTNER_AGE_SPREAD_DAYS = 1500;

    final Family family;
    final Person allocataire;
    /** Null without a couple. */
    final Person conjoint;

    final int conjointDeath;
    final Housing housing;
    final Benefits benefits;

    Household(World world, Draw draw, int birthDay, int month) {
        this.family = new Family(world, draw.fork(FAMILY), birthDay, month);
        int children = family.dependentCount(month);
        Standing standing = family.isCouple() ? Standing.COUPLE : children > 0 ? Standing.PARENT_SEUL : Standing.SEUL;
        this.allocataire = new Person(world, draw.fork(ALLOCATAIRE), birthDay, month, standing);
        this.conjoint = family.isCouple() ? partner(world, draw, birthDay, month) : null;
        this.conjointDeath = family.isCouple() ? deathOfPartner(world, draw, birthDay, month) : Integer.MAX_VALUE;
        this.housing = new Housing(world, draw.fork(HOUSING), month, 1 + (family.isCouple() ? 1 : 0) + children);
        this.benefits = new Benefits(world, draw.fork(BENEFITS));
    }

    /** Would something be paid in the month, from the income that the spells under way bring. */
    boolean hasRight(int month) {
        long income = allocataire.expectedCents(month) + (conjoint == null ? 0 : conjoint.expectedCents(month));
        return benefits.isAnyDue(month, family, allocataire, housing, income);
    }

    /** A partner met in a month. */
    static Person partner(World world, Draw draw, int birthDay, int month) {
        Draw own = own(draw, month);
        return new Person(world, own.fork(1), partnerBirth(own, birthDay, month), month, Standing.COUPLE);
    }

    /** The month in which that partner dies. */
    static int deathOfPartner(World world, Draw draw, int birthDay, int month) {
        Draw own = own(draw, month);
        return Mortality.month(world, partnerBirth(own, birthDay, month), month, own.uniform(month, DEATH));
    }

    private static Draw own(Draw draw, int month) {
        return draw.fork(CONJOINT + (long) SALT_OF_MONTH * month);
    }

    private static int partnerBirth(Draw own, int birthDay, int month) {
        int youngest = Months.firstDay(month) - (int) (ADULT_YEARS * DAYS_IN_YEAR);
        return Math.min(youngest, birthDay + (int) (PARTNER_AGE_SPREAD_DAYS * own.bell(month, AGE)));
    }
}
