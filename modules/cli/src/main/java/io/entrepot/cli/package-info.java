/**
 * {@code entrepot}, the command: thin commands over the parts.
 *
 * <p>What belongs here: arguments, exit codes, where the log goes, and the wiring of a command. The packages below hold what is worth
 * testing by itself: {@code plan} decides what is to be done before anything is started, {@code format} looks into image formats,
 * {@code report} shows what happens, {@code copy} runs all parts in one process, {@code demo} makes a fleet to try it on.
 *
 * <p>What does not: anything that another program over the same parts would need too.
 */
package io.entrepot.cli;
