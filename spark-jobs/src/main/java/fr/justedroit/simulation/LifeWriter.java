package fr.justedroit.simulation;

import fr.justedroit.simulation.Control.Act;
import fr.justedroit.simulation.Control.Sum;
import fr.justedroit.simulation.Control.Suspicion;
import java.time.YearMonth;
import java.util.Map;

/**
 * Turns a life into the rows that its CAF delivers for a month: full pictures at the last day, increments that CRISTAL
 * came to know in the month, or in the past as well for the first month delivered.
 *
 * <p>A dossier that left is in no full picture of CRISTAL; the controls begun before go on, and CORALI keeps them.
 */
final class LifeWriter {
    private static final int SPELL_MONTHS = 36;
    private static final int OPAQUE = "SYN-".length();
    private static final Map<String, String> ACT_LETTERS =
            Map.of("OUVERT", "O", "ECARTE", "E", "INFORME", "I", "FAIT", "F", "CLOS", "C");

    private final World world;
    private final int first;
    private final ExtractSink sink;

    /** @param first first month delivered, with which the past comes */
    LifeWriter(World world, int first, ExtractSink sink) {
        this.world = world;
        this.first = first;
        this.sink = sink;
    }

    /** Writes everything of a month; the life has been lived up to it, or has ended before. */
    void write(Life life, int month, YearMonth mois) {
        if (month < life.tenure().close() && life.isAt(world)) {
            writePicture(life, month, mois);
            writeContacts(life, month, mois);
        }
        for (Life.NoticedAt each : life.noticed()) {
            if (each.caf().equals(world.caf) && isKnown(Months.lastDay(each.month()), month)) {
                writeNoticed(each, mois);
            }
        }
        for (Control control : life.controls()) {
            if (control.month() >= oldest() && control.caf().equals(world.caf)) {
                writeIncrements(control, month, mois);
                writeSuspicion(control, month, mois);
            }
        }
    }

    /** Only the increments and the suspicion of one control. */
    void write(Control control, int month, YearMonth mois) {
        writeIncrements(control, month, mois);
        writeSuspicion(control, month, mois);
    }

    private int oldest() {
        return first - world.scenario.monde().passeMois();
    }

    /** Is what CRISTAL knew on a day delivered with a month. */
    private boolean isKnown(int day, int month) {
        return day <= Months.lastDay(month) && day >= Months.firstDay(month == first ? oldest() : month);
    }

    private void writePicture(Life life, int month, YearMonth mois) {
        String id = life.dossierId();
        Family family = life.family();
        Life.Origin origin = life.origin();
        sink.row(mois, Extracts.DOSSIER, new String[] {
            id,
            Months.date(life.registrationDay()),
            family.sex(),
            Months.date(family.birthDay()),
            family.nationality(),
            family.nir(),
            family.isCouple() ? "O" : "N",
            family.guardianship(),
            origin.caf(),
            origin.dossierId(),
            Months.date(family.situationDay()),
            Integer.toString(life.paperwork().awaited()),
            Integer.toString(life.paperwork().lateDays()),
            Months.date(life.paperwork().paymentDay())
        });
        for (int i = 0; i < family.childCount(); i++) {
            sink.row(mois, Extracts.ENFANT, new String[] {
                id,
                Integer.toString(i + 1),
                Months.date(family.childBirth(i)),
                family.isDependent(i, month) ? "O" : "N",
                family.custody(i, month)
            });
        }
        writePerson(id, "A", life.allocataire(), month, mois);
        if (life.conjoint() != null) {
            writePerson(id, "C", life.conjoint(), month, mois);
        }
        for (int i = 0; i < Benefits.COUNT; i++) {
            long cents = life.benefits().paidCents(i);
            if (cents > 0) {
                sink.row(mois, Extracts.PRESTATION, new String[] {
                    id,
                    Benefits.name(i),
                    amount(cents),
                    Months.date(life.benefits().openedDay(i))
                });
            }
        }
        Housing housing = life.housing();
        sink.row(mois, Extracts.LOGEMENT, new String[] {
            id,
            housing.status(),
            housing.isPaid() ? amount(housing.rentCents()) : "",
            housing.isEntryKnown() ? Months.date(housing.entryDay()) : "",
            housing.landlord(),
            housing.isRented() ? Integer.toString(housing.arrears()) : "",
            housing.zone()
        });
    }

    private void writePerson(String id, String personne, Person person, int month, YearMonth mois) {
        int since = Months.firstDay(month - SPELL_MONTHS + 1);
        for (int i = person.pastCount() - person.endedSince(since); i < person.pastCount(); i++) {
            sink.row(mois, Extracts.ACTIVITE, new String[] {
                id,
                personne,
                person.pastActivity(i),
                Months.date(person.pastStart(i)),
                Months.date(person.pastEnd(i)),
                person.pastOccupation(i),
                person.pastContract(i)
            });
        }
        sink.row(mois, Extracts.ACTIVITE, new String[] {
            id, personne, person.activity(), Months.date(person.startDay()), "", person.occupation(), person.contract()
        });
        if (person.declaredCents() > 0) {
            sink.row(mois, Extracts.RESSOURCE, new String[] {
                id, personne, person.incomeKind(), amount(person.declaredCents()), person.incomeSource(month)
            });
        }
    }

    private void writeContacts(Life life, int month, YearMonth mois) {
        Contacts contacts = life.contacts();
        int floor = Months.firstDay(month == first ? oldest() : month);
        int margin = world.scenario.contact().retardMaxJours() + 31;
        for (int i = contacts.count() - 1; i >= 0 && contacts.day(i) >= floor - margin; i--) {
            if (isKnown(contacts.knownDay(i), month)) {
                sink.row(mois, Extracts.CONTACT, new String[] {
                    "K-" + opaque(life) + "-" + i,
                    life.dossierId(),
                    Months.date(contacts.day(i)),
                    contacts.direction(i),
                    contacts.subject(i),
                    Months.date(contacts.knownDay(i))
                });
            }
        }
    }

    private void writeNoticed(Life.NoticedAt each, YearMonth mois) {
        String id = each.dossierId();
        String when = "-" + id.substring(OPAQUE) + "-" + each.month();
        int day = Months.lastDay(each.month());
        Truth.Noticed what = each.what();
        if (what.induCents() > 0) {
            writeSum(Extracts.INDU, "I" + when, id, "", new Sum(what.induCents(), what.months(), day), mois);
        }
        if (what.rappelCents() > 0) {
            writeSum(Extracts.RAPPEL, "R" + when, id, "", new Sum(what.rappelCents(), what.months(), day), mois);
        }
    }

    private void writeIncrements(Control control, int month, YearMonth mois) {
        String id = control.controleId();
        for (Act act : control.acts()) {
            if (isKnown(act.knownDay(), month)) {
                sink.row(mois, Extracts.CONTROLE, new String[] {
                    id + "-" + ACT_LETTERS.get(act.acte()),
                    control.dossierId(),
                    id,
                    act.acte(),
                    control.origine(),
                    control.genre(),
                    Months.text(control.month()),
                    control.probaInclusion(),
                    act.role(),
                    act.heures() < 0 ? "" : amount(act.heures()),
                    Months.date(act.day()),
                    Months.date(act.knownDay())
                });
            }
        }
        if (control.indu() != null && isKnown(control.indu().knownDay(), month)) {
            writeSum(Extracts.INDU, "I-" + id, control.dossierId(), id, control.indu(), mois);
        }
        if (control.rappel() != null && isKnown(control.rappel().knownDay(), month)) {
            writeSum(Extracts.RAPPEL, "R-" + id, control.dossierId(), id, control.rappel(), mois);
        }
    }

    private void writeSum(String extract, String event, String dossierId, String controleId, Sum sum, YearMonth mois) {
        sink.row(mois, extract, new String[] {
            event,
            dossierId,
            controleId,
            amount(sum.cents()),
            Integer.toString(sum.months()),
            Draw.mix(31 * sum.cents() + sum.knownDay()) >>> 62 == 0 ? "CAISSE" : "ALLOCATAIRE",
            Months.date(sum.knownDay())
        });
    }

    private void writeSuspicion(Control control, int month, YearMonth mois) {
        Suspicion suspicion = control.suspicion();
        if (suspicion == null) {
            return;
        }
        String state = suspicion.stateOn(Months.lastDay(month));
        if (state.isEmpty()) {
            return;
        }
        boolean open = "SUSPICION".equals(state);
        boolean kept = "RETENUE".equals(state);
        sink.row(mois, Extracts.FRAUDE, new String[] {
            control.controleId(),
            control.dossierId(),
            state,
            Months.date(suspicion.day()),
            open ? "" : Months.date(suspicion.avisDay()),
            kept ? Months.date(suspicion.decisionDay()) : "",
            kept ? suspicion.code() : "",
            kept ? suspicion.sanction() : "",
            kept ? amount(suspicion.prejudiceCents()) : ""
        });
    }

    private static String opaque(Life life) {
        return life.dossierId().substring(OPAQUE);
    }

    /** Hundredths as a number with two decimals. */
    static String amount(long hundredths) {
        char[] digits = new char[20];
        int at = digits.length;
        long rest = hundredths;
        int written = 0;
        while (rest > 0 || written < 3) {
            if (written == 2) {
                digits[--at] = '.';
            }
            digits[--at] = (char) ('0' + rest % 10);
            rest /= 10;
            written++;
        }
        return new String(digits, at, digits.length - at);
    }
}
