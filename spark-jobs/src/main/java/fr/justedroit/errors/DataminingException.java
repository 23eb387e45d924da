package fr.justedroit.errors;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error that a user can act upon. Its message holds what, why and the remedy, built from the texts of
 * {@link ErrorCode} alone; it never has a cause, because Spark's exceptions quote values of rows and a logged cause
 * would print them. The class of the original is kept as text.
 */
public final class DataminingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> arguments;

    DataminingException(ErrorCode code, Object... namesAndValues) {
        super(null, null);
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalStateException("arguments of " + code + " must be name, value, name, value...");
        }
        this.code = code;
        this.arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], String.valueOf(namesAndValues[i + 1]));
        }
    }

    public ErrorCode code() {
        return code;
    }

    public ExitCode exit() {
        return code.exit();
    }

    /** The sentence that says what happened. */
    public String what() {
        return fill(code.what());
    }

    /** The sentence that says why. */
    public String why() {
        return fill(code.why());
    }

    /** What to do about it. */
    public String remedy() {
        return fill(code.remedy());
    }

    @Override
    public String getMessage() {
        return code + ": " + what() + " " + why() + " " + remedy();
    }

    private String fill(String text) {
        String result = text;
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            result = result.replace("{" + argument.getKey() + "}", argument.getValue());
        }
        return result;
    }
}
