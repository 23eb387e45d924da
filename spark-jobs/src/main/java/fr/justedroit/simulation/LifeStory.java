package fr.justedroit.simulation;

import fr.justedroit.simulation.Abroad.Stay;
import fr.justedroit.simulation.Control.Act;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One synthetic life told month by month in French: what the CAF sees, then, marked as such, what it does not know.
 *
 * <p>For people who want to see what the simulator makes; no job reads it. Proposals are not answered in it.
 */
public final class LifeStory {
    private static final Map<Family.Change, String> CHANGES = Map.of(
            Family.Change.SEPARATION, "le couple se sépare",
            Family.Change.UNION, "un couple se forme",
            Family.Change.VEUVAGE, "le conjoint meurt",
            Family.Change.BIRTH, "un enfant naît");

    private static final Map<String, String> ACTIVITIES = Map.of(
            "SAL", "salarié",
            "IND", "indépendant",
            "CHO", "au chômage",
            "ETU", "étudiant",
            "RET", "retraité",
            "SAN", "sans activité");

    private static final Map<Irregularity, String> KINDS = Map.of(
            Irregularity.ERREUR, "une erreur de bonne foi",
            Irregularity.RESSOURCES, "un revenu non déclaré",
            Irregularity.VIE_COMMUNE, "une vie commune non déclarée",
            Irregularity.FAUX, "un faux document",
            Irregularity.ESCROQUERIE, "une fraude organisée",
            Irregularity.SEJOUR, "un long séjour à l'étranger non déclaré");

    private final List<String> lines = new ArrayList<>();
    private Irregularity before = Irregularity.AUCUNE;
    private Stay stay = Stay.EN_FRANCE;
    private int controls;
    private int spells;
    private int entry;

    private LifeStory() {}

    /**
     * Tells the life that holds a place of a CAF in a month, from its beginning to that month or its end.
     *
     * @param sizes dossiers of each CAF of the country
     * @param place from 0
     * @param to the last month told
     */
    public static List<String> tell(
            Scenario scenario, long seed, Map<String, Integer> sizes, String caf, int place, YearMonth to) {
        Peers peers = new Peers(scenario, seed, sizes);
        World home = peers.world(caf);
        int last = Months.index(to);
        Life life = new Life(home, new Worklists(home, List.of()), Tenure.at(home, place, last));
        LifeStory story = new LifeStory();
        story.begin(life);
        for (int month = life.tenure().open(); month <= last; month++) {
            life.advance(month);
            story.month(life, month);
        }
        return List.copyOf(story.lines);
    }

    private void begin(Life life) {
        Family family = life.family();
        int open = life.tenure().open();
        lines.add("Dossier " + life.dossierId() + " de la CAF " + life.caf() + ", ouvert en " + Months.text(open)
                + ", immatriculé le " + Months.date(life.registrationDay()) + ".");
        lines.add("Une personne qui n'existe pas : "
                + (family.isWoman() ? "une femme" : "un homme") + " de "
                + Months.age(family.birthDay(), Months.firstDay(open)) + " ans, "
                + (family.isCouple() ? "en couple" : "sans conjoint") + ", "
                + children(family.dependentCount(open)) + ".");
        entry = life.housing().entryDay();
    }

    private static String children(int n) {
        return n == 0 ? "sans enfant à charge" : n == 1 ? "un enfant à charge" : n + " enfants à charge";
    }

    private void month(Life life, int month) {
        Family family = life.family();
        StringBuilder line = new StringBuilder(Months.text(month)).append("  ");
        line.append(family.isCouple() ? "en couple" : "sans conjoint")
                .append(", ")
                .append(children(family.dependentCount(month)))
                .append("; ")
                .append(person(life.allocataire()));
        if (life.conjoint() != null) {
            line.append("; conjoint ").append(person(life.conjoint()));
        }
        line.append("; ").append(life.housing().status().toLowerCase(java.util.Locale.ROOT));
        if (life.housing().isPaid()) {
            line.append(' ').append(French.euros(life.housing().rentCents()));
        }
        line.append("; ").append(benefits(life.benefits())).append('.');
        lines.add(line.toString());
        events(life).forEach(event -> lines.add("         " + event));
    }

    private static String person(Person person) {
        return ACTIVITIES.get(person.activity())
                + (person.contract().isEmpty() ? "" : " (" + person.contract() + ")")
                + (person.declaredCents() == 0 ? "" : " " + French.euros(person.declaredCents()));
    }

    private static String benefits(Benefits benefits) {
        StringBuilder paid = new StringBuilder();
        for (int i = 0; i < Benefits.COUNT; i++) {
            if (benefits.paidCents(i) > 0) {
                paid.append(paid.isEmpty() ? "" : ", ")
                        .append(Benefits.name(i))
                        .append(' ')
                        .append(French.euros(benefits.paidCents(i)));
            }
        }
        return paid.isEmpty() ? "rien n'est versé" : paid.toString();
    }

    private List<String> events(Life life) {
        List<String> events = new ArrayList<>();
        if (CHANGES.containsKey(life.change())) {
            events.add("Événement : " + CHANGES.get(life.change()) + ".");
        }
        if (!life.origin().caf().isEmpty()) {
            events.add("Événement : le dossier passe de la CAF " + life.origin().caf() + " à la CAF " + life.caf()
                    + ", sous le numéro " + life.dossierId() + ".");
        } else if (life.housing().entryDay() != entry) {
            events.add("Événement : le ménage déménage.");
        }
        entry = life.housing().entryDay();
        if (life.allocataire().pastCount() != spells) {
            spells = life.allocataire().pastCount();
            events.add("Événement : une nouvelle activité commence le "
                    + Months.date(life.allocataire().startDay()) + ".");
        }
        stay(life, events);
        for (Control control : life.controls().subList(controls, life.controls().size())) {
            events.add(control(control));
        }
        controls = life.controls().size();
        truth(life, events);
        return events;
    }

    private void stay(Life life, List<String> events) {
        if (life.stay() != stay && life.stay() == Stay.DECLARE) {
            events.add("Événement : départ à l'étranger, déclaré ; les versements s'arrêtent.");
        } else if (life.stay() != stay && life.stay() == Stay.EN_FRANCE) {
            events.add("Événement : retour en France.");
        }
        stay = life.stay();
    }

    private static String control(Control control) {
        StringBuilder text = new StringBuilder("Contrôle (")
                .append(control.origine())
                .append(", ")
                .append("PLACE".equals(control.genre()) ? "sur place" : "sur pièces")
                .append(") :");
        for (Act act : control.acts()) {
            text.append(' ')
                    .append(act.acte().toLowerCase(java.util.Locale.ROOT))
                    .append(" le ")
                    .append(Months.date(act.day()))
                    .append(',');
        }
        text.setLength(text.length() - 1);
        text.append(
                control.indu() == null
                        ? "; aucun indu"
                        : "; indu de " + French.euros(control.indu().cents()));
        if (control.rappel() != null) {
            text.append("; rappel de ").append(French.euros(control.rappel().cents()));
        }
        if (control.suspicion() != null) {
            Control.Suspicion suspicion = control.suspicion();
            text.append("; soupçon le ")
                    .append(Months.date(suspicion.day()))
                    .append(", avis le ")
                    .append(Months.date(suspicion.avisDay()))
                    .append(", décision le ")
                    .append(Months.date(suspicion.decisionDay()));
        }
        return text.append('.').toString();
    }

    private void truth(Life life, List<String> events) {
        Irregularity now = life.finding().nature();
        if (now != before && now != Irregularity.AUCUNE) {
            events.add("Ce que la CAF ne sait pas : " + KINDS.get(now) + " commence.");
        } else if (now != before) {
            events.add("Ce que la CAF ne sait pas : " + KINDS.get(before) + " prend fin.");
        }
        before = now;
    }
}
