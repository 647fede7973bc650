/**
 * Black-box tests of the whole: {@code entrepot copy} as a process of its own, and the parts as several; their files compared by
 * {@code cmp}, their topics read by plain consumers with a generic decoder, their system calls by {@code strace}.
 *
 * <p>What can be said of one part alone belongs to that part's own tests. Nothing here calls a part to find out whether a part is right;
 * the embedded broker is used as a broker, and the command line's own main is what runs.
 */
package io.entrepot.systemtests;
