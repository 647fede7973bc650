package io.entrepot.cli.watch;

/**
 * Where it is served.
 *
 * @param host address to listen on
 * @param port 0 for one that is free
 */
public record HttpAddress(String host, int port) {
}
