/** What a process has once: its exit code, its signals, its log, an end to what hangs. Nothing about images. */
package io.entrepot.cli.process;
