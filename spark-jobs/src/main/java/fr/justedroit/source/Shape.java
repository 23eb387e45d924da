package fr.justedroit.source;

/** The shape of a value that may not be kept: enough to see what is wrong, not who is meant. */
final class Shape {
    static final int LONGEST = 40;

    private Shape() {}

    /** Letters as A, digits as 9, the rest as it is, at most {@link #LONGEST} characters. */
    static String of(String value) {
        StringBuilder shape = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(character -> {
            if (Character.isLetter(character)) {
                shape.append('A');
            } else if (Character.isDigit(character)) {
                shape.append('9');
            } else {
                shape.append(character < 127 && character >= 32 ? (char) character : '?');
            }
        });
        return shape.toString();
    }
}
