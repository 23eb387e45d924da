package fr.justedroit.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.security.UserGroupInformation;

/** The one provider of identities: the Kerberos user where there is one, else the operating system's. */
public final class Identity {
    private Identity() {}

    /** The user that this process runs as; never null. */
    public static String current() {
        try {
            return UserGroupInformation.getCurrentUser().getUserName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
