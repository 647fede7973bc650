package io.entrepot.benchmarks.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A link between two addresses of this machine: what connects to a port of the near one reaches the same port of the far
 * one, later and no faster than the link permits; all connections share it. A connection takes a round trip to be made.
 * There is no loss, no slow start, and of headers nothing is counted: the best case for whoever uses it.
 */
final class Link implements AutoCloseable {

    private final InetAddress near;
    private final InetAddress far;
    private final LinkShape shape;
    private final Lane up;
    private final Lane down;
    private final List<ServerSocket> doors = new ArrayList<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    Link(InetAddress near, InetAddress far, LinkShape shape) {
        this.near = near;
        this.far = far;
        this.shape = shape;
        this.up = shape.lane();
        this.down = shape.lane();
    }

    /** Lets connections through to a port. */
    void open(int port) throws IOException {
        ServerSocket door = new ServerSocket(port, 0, near);
        doors.add(door);
        Thread thread = new Thread(() -> accept(door), "link-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    /** Bytes that near ones sent, so far. */
    long upBytes() {
        return up.bytes();
    }

    /** Bytes that near ones were sent, so far. */
    long downBytes() {
        return down.bytes();
    }

    private void accept(ServerSocket door) {
        try {
            while (true) {
                Socket client = door.accept();
                sockets.add(client);
                Thread thread = new Thread(() -> connect(client, door.getLocalPort()), "link-connect");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // So the link is.
        }
    }

    private void connect(Socket client, int port) {
        long untilNs = System.nanoTime() + shape.rtt().toNanos();
        for (long ns = shape.rtt().toNanos(); ns > 0; ns = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(ns);
        }
        try {
            Socket server = new Socket(far, port);
            sockets.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            new Pipe(client, server, up, shape.heldBytesMax()).start("link-up");
            new Pipe(server, client, down, shape.heldBytesMax()).start("link-down");
        } catch (IOException refused) {
            Pipe.close(client);
        }
    }

    @Override
    public void close() {
        try {
            for (ServerSocket door : doors) {
                door.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(Pipe::close);
    }
}
