package io.entrepot.block;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Where the JDK's SHA-256 comes from: every Java platform is required to have it. */
final class Sha256 {

    private Sha256() {
    }

    static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256, which every Java platform must have", e);
        }
    }
}
