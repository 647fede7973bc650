/** What a process has once: its exit code, its signals, its log. Nothing about images. */
package io.entrepot.cli.process;
