package fr.justedroit.errors;

/** How a command ends; the numbers are public (design, section 4). */
public enum ExitCode {
    DONE(0),
    BUG(1),
    USAGE(2),
    DELIVERY(3),
    GATE(4),
    NOT_AUTHORISED(5),
    PARTIAL(6),
    NOT_NOW(7),
    INTERRUPTED(130),
    TERMINATED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process's exit status. */
    public int number() {
        return number;
    }
}
