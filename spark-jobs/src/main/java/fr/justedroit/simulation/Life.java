package fr.justedroit.simulation;

import fr.justedroit.simulation.ControlPractice.Selection;
import fr.justedroit.simulation.ControlPractice.Where;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of a dossier, month after month: a function of the seed, the country, its home CAF, the rank of the dossier and
 * the proposals made for it, and of nothing else. It is always told from its beginning, whatever months are delivered, and
 * goes on when the dossier moves to another CAF, under the number that it is given there.
 *
 * <p>Not thread-safe. It shows the last month lived.
 */
final class Life {
    static final int FAMILY = 1;
    private static final int CONTACTS = 6;
    private static final int TRUTH = 7;
    private static final int PRACTICE = 8;
    private static final int RULES = 9;
    private static final int REGISTRATION = 10;
    private static final int PAPERWORK = 11;
    private static final int ABROAD = 12;
    private static final int CANDIDATE = 32;
    private static final int CANDIDATES = 4;
    private static final int MEMORY = 36;
    private static final int YEAR = 12;
    private static final int QUARTER = 3;
    private static final int ADULT_YEARS = 18;
    private static final int PRESCHOOL = 6;
    private static final double LEAST_INCOME_CENTS = 30_000;

    private final World world;
    private final Worklists lists;
    private final Tenure tenure;
    private final Draw draw;
    private final List<Peers.Stop> route;
    private final int registrationDay;
    private final Family family;
    private final Person allocataire;
    private final Housing housing;
    private final Benefits benefits;
    private final Abroad abroad;
    private final Contacts contacts;
    private final Paperwork paperwork;
    private final Truth truth;
    private final ControlPractice practice;
    private final OldRules rules;
    private final long[] incomes = new long[YEAR];
    private final List<Control> controls = new ArrayList<>();
    private final List<NoticedAt> noticed = new ArrayList<>();
    private World at;
    private String dossierId;
    private Origin origin = Origin.NONE;
    private int stops;
    private Person conjoint;
    private int conjointDeath;
    private int lived;
    private int lastControl = Integer.MIN_VALUE / 2;
    private Signals signals;
    private Family.Change change = Family.Change.NONE;

    /** @param world the home CAF of the dossier */
    Life(World world, Worklists lists, Tenure tenure) {
        int month = tenure.open();
        this.world = world;
        this.lists = lists;
        this.tenure = tenure;
        this.draw = world.drawOf(tenure.rank());
        this.route = world.peers.route(world.caf, tenure);
        this.at = world;
        while (stops < route.size() && route.get(stops).month() <= month) {
            this.at = world.peers.world(route.get(stops).caf());
            stops++;
        }
        this.dossierId = numberAt(at);
        Household household = household(month);
        this.family = household.family;
        this.registrationDay = registration(month);
        this.allocataire = household.allocataire;
        this.conjoint = household.conjoint;
        this.conjointDeath = household.conjointDeath;
        this.housing = household.housing;
        this.benefits = household.benefits;
        this.abroad = new Abroad(world, draw.fork(ABROAD));
        this.contacts = new Contacts(world, draw.fork(CONTACTS));
        this.paperwork = new Paperwork(draw.fork(PAPERWORK), registrationDay);
        this.truth = new Truth(world, draw.fork(TRUTH));
        this.practice = new ControlPractice(world, draw.fork(PRACTICE));
        this.rules = new OldRules(world, draw.fork(RULES));
    }

    /** The household that opens the dossier: who has no right opens none, so that a few are tried. */
    private Household household(int month) {
        int birthDay = Family.birthDay(world, draw, month);
        Household household = null;
        for (int i = 0; i < CANDIDATES && (household == null || !household.hasRight(month)); i++) {
            household = new Household(world, draw.fork(CANDIDATE + i), birthDay, month);
        }
        return household;
    }

    private int registration(int month) {
        if (!tenure.isOpenedAgain()) {
            return Months.firstDay(month) + draw.below(month, REGISTRATION, 28);
        }
        int back = draw.between(month, REGISTRATION, 1, world.scenario.monde().ancienneteMaxMois());
        int adult = family.birthDay() + (int) (ADULT_YEARS * 365.25);
        return Math.min(Months.firstDay(month) - 1, Math.max(adult, Months.firstDay(month - back)));
    }

    private String numberAt(World where) {
        return where.numbers.of(HomeRank.code(where, world, tenure.rank()));
    }

    /** Follows the route: the dossier may be in another CAF from this month. */
    private Housing.Stay move(int month) {
        origin = Origin.NONE;
        if (stops == route.size() || route.get(stops).month() != month) {
            return Housing.Stay.STAYED;
        }
        origin = new Origin(at.caf, dossierId);
        at = world.peers.world(route.get(stops).caf());
        dossierId = numberAt(at);
        stops++;
        return housing.relocate(at, month, persons(month));
    }

    /** Lives through the next month, which must be the one after the last, and within the tenure. */
    void advance(int month) {
        if (month != tenure.open() + lived || month >= tenure.close()) {
            throw new IllegalStateException("A life is told in order, month after month, within its tenure");
        }
        boolean moves = move(month) == Housing.Stay.MOVED;
        boolean mourns = conjoint != null && month >= conjointDeath;
        change = mourns ? family.mourn(month) : family.advance(month);
        if (change == Family.Change.SEPARATION || change == Family.Change.VEUVAGE) {
            conjoint = null;
        } else if (change == Family.Change.UNION) {
            conjointDeath = Household.deathOfPartner(world, draw, family.birthDay(), month);
            conjoint = Household.partner(world, draw, family.birthDay(), month);
        }
        int events = change == Family.Change.NONE ? 0 : 1;
        events += allocataire.advance(month) == Person.SpellChange.BEGAN ? 1 : 0;
        if (conjoint != null) {
            events += conjoint.advance(month) == Person.SpellChange.BEGAN ? 1 : 0;
        }
        moves |= housing.advance(month, change, persons(month)) == Housing.Stay.MOVED;
        events += moves ? 1 : 0;
        abroad.advance(month);
        long income = allocataire.declaredCents() + (conjoint == null ? 0 : conjoint.declaredCents());
        long work = allocataire.workCents() + (conjoint == null ? 0 : conjoint.workCents());
        incomes[lived % YEAR] = income;
        lived++;
        double quarter = meanIncome(QUARTER);
        benefits.compute(month, family, allocataire, housing, abroad.stay(), quarter, work);
        contacts.advance(month, events, benefits);
        paperwork.advance(month, events);
        signals = look(month, quarter);
        Truth.Noticed found = truth.advance(month, signals, abroad.stay());
        if (found.months() > 0) {
            noticed.add(new NoticedAt(month, at.caf, dossierId, found));
        }
        select(month);
    }

    private void select(int month) {
        Proposal proposal = lists.of(at.caf, HomeRank.code(at, world, tenure.rank()), month);
        boolean recent = month - lastControl < world.scenario.controle().delaiMois();
        Selection selection;
        if (proposal != null) {
            selection = new Selection(month, proposal.origine(), proposal.probaInclusion());
        } else if (recent) {
            return;
        } else if (lists.isWorkedFrom(at.caf, month)) {
            selection = rules.selectOutsideLists(month);
        } else {
            selection = rules.select(month, signals);
        }
        if (selection == null) {
            return;
        }
        if (recent || practice.isSetAside(month)) {
            controls.add(practice.setAside(new Where(at.caf, dossierId), selection));
            return;
        }
        Control control = practice.conduct(new Where(at.caf, dossierId), selection, signals, truth.finding());
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
                benefits.totalCents(),
                foundSince(month - MEMORY));
    }

    /** Controls selected since a month that found an indu which is known by now. */
    private int foundSince(int since) {
        int found = 0;
        for (int i = controls.size() - 1; i >= 0 && controls.get(i).month() >= since; i--) {
            Control control = controls.get(i);
            if (control.indu() != null && control.indu().knownDay() < Months.firstDay(tenure.open() + lived)) {
                found++;
            }
        }
        return found;
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

    /** Is the dossier in this CAF, in the last month lived. */
    boolean isAt(World where) {
        return at.caf.equals(where.caf);
    }

    /** The number of the dossier in the CAF where it is. */
    String dossierId() {
        return dossierId;
    }

    /** Where the dossier came from in the last month lived. */
    Origin origin() {
        return origin;
    }

    Scenario.Verite law() {
        return world.scenario.verite();
    }

    String caf() {
        return at.caf;
    }

    /** What happened to the family in the last month lived. */
    Family.Change change() {
        return change;
    }

    Abroad.Stay stay() {
        return abroad.stay();
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

    /** What nobody was told of the household's income in the last month lived. */
    Truth.Hidden hidden() {
        return truth.hidden();
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
    record NoticedAt(int month, String caf, String dossierId, Truth.Noticed what) {}

    /** The CAF that a dossier came from and its number there; empty for one that came from nowhere. */
    record Origin(String caf, String dossierId) {
        static final Origin NONE = new Origin("", "");
    }
}
