/**
 * E, durable before committed, as the kernel sees it: {@code strace} writes down which files a copy writes, forces and renames, and in which
 * order. A kill does not show whether an fsync is missing, for the page cache outlives the process; this does.
 */
package io.entrepot.systemtests.syscalls;
