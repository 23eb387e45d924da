package fr.justedroit.simulation;

/**
 * How a dossier is kept: documents awaited, declarations late, a means of payment that changes. Its laws are round numbers
 * written here, and bear on no truth.
 */
final class Paperwork {
    private static final int TRAIT = 0;
    private static final int ASKED = 1;
    private static final int RECEIVED = 2;
    private static final int LATE = 3;
    private static final int LATE_DAYS = 4;
    private static final int PAYMENT = 5;
    private static final int PAYMENT_DAY = 6;
    private static final int QUARTER = 3;
    private static final int MOST_DAYS = 75;
    private static final int MOST_DOCUMENTS = 6;
    private static final double ASKED_BASE = 0.03;
    private static final double ASKED_EVENT = 0.5;
    private static final double RECEIVED_RATE = 0.55;
    private static final double LATE_RATE = 0.3;
    private static final double PAYMENT_RATE = 0.012;

    private final Draw draw;
    private final double trait;
    private int awaited;
    private int lateDays;
    private int paymentDay;

    /** @param registrationDay since when a means of payment is known */
    Paperwork(Draw draw, int registrationDay) {
        this.draw = draw;
        this.trait = draw.uniform(Draw.ALWAYS, TRAIT);
        this.paymentDay = registrationDay;
    }

    /** Lives through a month, in which {@code events} things happened to the household. */
    void advance(int month, int events) {
        if (awaited > 0 && draw.occurs(month, RECEIVED, RECEIVED_RATE)) {
            awaited = 0;
        }
        if (awaited < MOST_DOCUMENTS && draw.occurs(month, ASKED, Math.min(1, ASKED_BASE + ASKED_EVENT * events))) {
            awaited++;
        }
        if (month % QUARTER == 0) {
            lateDays = draw.occurs(month, LATE, LATE_RATE * trait) ? draw.between(month, LATE_DAYS, 1, MOST_DAYS) : 0;
        }
        if (draw.occurs(month, PAYMENT, PAYMENT_RATE)) {
            paymentDay = Months.firstDay(month) + draw.below(month, PAYMENT_DAY, 28);
        }
    }

    int awaited() {
        return awaited;
    }

    int lateDays() {
        return lateDays;
    }

    int paymentDay() {
        return paymentDay;
    }
}
