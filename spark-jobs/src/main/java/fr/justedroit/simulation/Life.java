package fr.justedroit.simulation;

import fr.justedroit.simulation.ControlPractice.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of a dossier, month after month: a function of the seed, the CAF, the rank of the dossier and the proposals
 * made for it, and of nothing else. It is always told from its beginning, whatever months are delivered.
 *
 * <p>Not thread-safe. It shows the last month lived.
 */
final class Life {
    private static final int FAMILY = 1;
    private static final int ALLOCATAIRE = 2;
    private static final int CONJOINT = 3;
    private static final int HOUSING = 4;
    private static final int BENEFITS = 5;
    private static final int CONTACTS = 6;
    private static final int TRUTH = 7;
    private static final int PRACTICE = 8;
    private static final int RULES = 9;
    private static final int REGISTRATION = 10;
    private static final int PAPERWORK = 11;
    private static final int SALT_OF_MONTH = 64;
    private static final int YEAR = 12;
    private static final int QUARTER = 3;
    private static final int ADULT_YEARS = 18;
    private static final int PRESCHOOL = 6;
    private static final double LEAST_INCOME_CENTS = 30_000;
    private static final double PARTNER_AGE_SPREAD_DAYS = 1500;

    private final World world;
    private final Worklists lists;
    private final Tenure tenure;
    private final Draw draw;
    private final String dossierId;
    private final int registrationDay;
    private final Family family;
    private final Person allocataire;
    private final Housing housing;
    private final Benefits benefits;
    private final Contacts contacts;
    private final Paperwork paperwork;
    private final Truth truth;
    private final ControlPractice practice;
    private final OldRules rules;
    private final long[] incomes = new long[YEAR];
    private final List<Control> controls = new ArrayList<>();
    private final List<NoticedAt> noticed = new ArrayList<>();
    private Person conjoint;
    private int lived;
    private int lastControl = Integer.MIN_VALUE / 2;
    private Signals signals;

    Life(World world, Worklists lists, Tenure tenure) {
        int month = tenure.open();
        this.world = world;
        this.lists = lists;
        this.tenure = tenure;
        this.draw = world.drawOf(tenure.rank());
        this.dossierId = world.numbers.of(tenure.rank());
        this.family = new Family(world, draw.fork(FAMILY), month);
        this.registrationDay = registration(month);
        this.allocataire = new Person(world, draw.fork(ALLOCATAIRE), family.birthDay(), month);
        if (family.isCouple()) {
            this.conjoint = meetConjoint(month);
        }
        this.housing = new Housing(world, draw.fork(HOUSING), month, persons(month));
        this.benefits = new Benefits(world, draw.fork(BENEFITS));
        this.contacts = new Contacts(world, draw.fork(CONTACTS));
        this.paperwork = new Paperwork(draw.fork(PAPERWORK), registrationDay);
        this.truth = new Truth(world, draw.fork(TRUTH));
        this.practice = new ControlPractice(world, draw.fork(PRACTICE));
        this.rules = new OldRules(world, draw.fork(RULES));
    }

    private int registration(int month) {
        if (tenure.generation() > 0) {
            return Months.firstDay(month) + draw.below(month, REGISTRATION, 28);
        }
        int back = draw.between(month, REGISTRATION, 1, world.scenario.monde().ancienneteMaxMois());
        int adult = family.birthDay() + (int) (ADULT_YEARS * 365.25);
        return Math.min(Months.firstDay(month) - 1, Math.max(adult, Months.firstDay(month - back)));
    }

    private Person meetConjoint(int month) {
        Draw own = draw.fork(CONJOINT + (long) SALT_OF_MONTH * month);
        int youngest = Months.firstDay(month) - (int) (ADULT_YEARS * 365.25);
        int birth = family.birthDay() + (int) (PARTNER_AGE_SPREAD_DAYS * own.bell(month, 0));
        return new Person(world, own.fork(1), Math.min(youngest, birth), month);
    }

    /** Lives through the next month, which must be the one after the last, and within the tenure. */
    void advance(int month) {
        if (month != tenure.open() + lived || month >= tenure.close()) {
            throw new IllegalStateException("A life is told in order, month after month, within its tenure");
        }
        int events = 0;
        Family.Change change = family.advance(month);
        if (change == Family.Change.SEPARATION) {
            conjoint = null;
        } else if (change == Family.Change.UNION) {
            conjoint = meetConjoint(month);
        }
        events += change == Family.Change.NONE ? 0 : 1;
        events += allocataire.advance(month) == Person.SpellChange.BEGAN ? 1 : 0;
        if (conjoint != null) {
            events += conjoint.advance(month) == Person.SpellChange.BEGAN ? 1 : 0;
        }
        events += housing.advance(month, change, persons(month)) == Housing.Stay.MOVED ? 1 : 0;
        long income = allocataire.incomeCents() + (conjoint == null ? 0 : conjoint.incomeCents());
        long work = allocataire.workCents() + (conjoint == null ? 0 : conjoint.workCents());
        incomes[lived % YEAR] = income;
        lived++;
        double quarter = meanIncome(QUARTER);
        benefits.compute(month, family, allocataire, housing, quarter, work);
        contacts.advance(month, events, benefits);
        paperwork.advance(month, events);
        signals = look(month, quarter);
        Truth.Noticed found = truth.advance(month, signals);
        if (found.months() > 0) {
            noticed.add(new NoticedAt(month, found));
        }
        select(month);
    }

    private void select(int month) {
        Proposal proposal = lists.of(tenure.rank(), month);
        boolean recent = month - lastControl < world.scenario.controle().delaiMois();
        Selection selection;
        if (proposal != null) {
            selection = new Selection(month, proposal.origine(), proposal.probaInclusion());
        } else if (recent) {
            return;
        } else if (lists.isWorkedFrom(month)) {
            selection = rules.selectOutsideLists(month);
        } else {
            selection = rules.select(month, signals);
        }
        if (selection == null) {
            return;
        }
        if (recent || practice.isSetAside(month)) {
            controls.add(practice.setAside(dossierId, selection));
            return;
        }
        Control control = practice.conduct(dossierId, selection, signals, truth.finding());
        controls.add(control);
        lastControl = month;
        if (control.indu() != null) {
            truth.endBy(Months.ofDay(control.indu().knownDay()));
        }
    }

    private Signals look(int month, double quarter) {
        int since = Months.firstDay(month - 2 * YEAR + 1);
        int changes = allocataire.endedSince(since) + (conjoint == null ? 0 : conjoint.endedSince(since));
        double year = meanIncome(YEAR);
        double effort =
                housing.rentCents() == 0 ? 0 : Math.min(1, housing.rentCents() / Math.max(LEAST_INCOME_CENTS, year));
        int children = family.dependentCount(month);
        Scenario.Prestation scale = world.scenario.prestation();
        double units = 1 + (conjoint == null ? 0 : scale.partConjoint()) + scale.partEnfant() * children;
        return new Signals(
                variation(year),
                changes,
                effort,
                month - Months.ofDay(housing.entryDay()),
                contacts.inYear(),
                conjoint == null ? 1 : 2,
                children,
                family.youngCount(month, PRESCHOOL),
                quarter / units,
                benefits.paidCents(Benefits.RSA) + benefits.paidCents(Benefits.RSAM),
                benefits.paidCents(Benefits.AL),
                benefits.totalCents());
    }

    private double meanIncome(int months) {
        int n = Math.min(months, lived);
        long sum = 0;
        for (int i = 1; i <= n; i++) {
            sum += incomes[(lived - i) % YEAR];
        }
        return (double) sum / n;
    }

    private double variation(double mean) {
        int n = Math.min(YEAR, lived);
        if (mean <= 0) {
            return 0;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double gap = incomes[i] - mean;
            squares += gap * gap;
        }
        return Math.min(1, Math.sqrt(squares / n) / mean);
    }

    private int persons(int month) {
        return 1 + (family.isCouple() ? 1 : 0) + family.dependentCount(month);
    }

    Tenure tenure() {
        return tenure;
    }

    String dossierId() {
        return dossierId;
    }

    int registrationDay() {
        return registrationDay;
    }

    Family family() {
        return family;
    }

    Person allocataire() {
        return allocataire;
    }

    /** Null without a couple. */
    Person conjoint() {
        return conjoint;
    }

    Housing housing() {
        return housing;
    }

    Benefits benefits() {
        return benefits;
    }

    Paperwork paperwork() {
        return paperwork;
    }

    Contacts contacts() {
        return contacts;
    }

    Signals signals() {
        return signals;
    }

    /** What a perfect control of the last month lived would find. */
    Finding finding() {
        return truth.finding();
    }

    /** Controls by month of selection. */
    List<Control> controls() {
        return controls;
    }

    /** What ordinary management found, by month. */
    List<NoticedAt> noticed() {
        return noticed;
    }

    /** A finding of ordinary management in a month. */
    record NoticedAt(int month, Truth.Noticed what) {}
}
