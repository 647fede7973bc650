package io.entrepot.benchmarks.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** One direction of one connection: what is read waits for the lane and is written when it would have arrived. */
final class Pipe {

    /** A part of a millisecond of a fast link, a few of a slow one. */
    private static final int PIECE_BYTES = 16 << 10;
    /** Pieces are often smaller than they may be. */
    private static final int PIECES_MIN = 1024;

    private final Socket from;
    private final Socket to;
    private final Lane lane;
    private final BlockingQueue<Piece> way;

    private record Piece(byte[] bytes, long arrivalNs) {
    }

    /** @param heldBytesMax what may be on its way; what comes on top of it stays in the sender's socket */
    Pipe(Socket from, Socket to, Lane lane, long heldBytesMax) {
        this.from = from;
        this.to = to;
        this.lane = lane;
        this.way = new ArrayBlockingQueue<>((int) Math.min(1 << 20, PIECES_MIN + 2 * heldBytesMax / PIECE_BYTES));
    }

    /** Works until the sender has ended and everything has arrived, or either side is gone. */
    void start(String name) {
        thread(name + "-in", this::take);
        thread(name + "-out", this::deliver);
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        byte[] buffer = new byte[PIECE_BYTES];
        try {
            try {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    byte[] bytes = new byte[count];
                    System.arraycopy(buffer, 0, bytes, 0, count);
                    way.put(new Piece(bytes, lane.arrivalNs(System.nanoTime(), count)));
                    for (long ns = lane.waitNs(System.nanoTime()); ns > 0; ns = lane.waitNs(System.nanoTime())) {
                        LockSupport.parkNanos(ns);
                    }
                }
            } catch (IOException reset) {
                // For the far end this looks as if the connection had ended; there is no reset over a link that delays.
            }
            way.put(new Piece(new byte[0], lane.arrivalNs(System.nanoTime(), 0)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        try {
            OutputStream out = to.getOutputStream();
            while (true) {
                Piece piece = way.take();
                for (long ns = piece.arrivalNs - System.nanoTime(); ns > 0; ns = piece.arrivalNs - System.nanoTime()) {
                    LockSupport.parkNanos(ns);
                }
                if (piece.bytes.length == 0) {
                    to.shutdownOutput();
                    return;
                }
                out.write(piece.bytes);
            }
        } catch (IOException gone) {
            // The sender is to see that nobody listens any more; its reader then ends, and needs room for its last piece.
            close(from);
            close(to);
            way.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
