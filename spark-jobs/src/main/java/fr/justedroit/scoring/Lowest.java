package fr.justedroit.scoring;

import java.util.Arrays;

/** The {@code n} lowest numbers met so far, as a heap whose top is the highest of them. Not thread-safe. */
final class Lowest {
    private final int places;
    private long[] heap;
    private int size;

    Lowest(int places) {
        this.places = places;
        this.heap = new long[Math.min(places, 1024)];
    }

    /** Takes a number; answers whether it is among the lowest so far, or equal to the highest of them. */
    boolean isAmong(long number) {
        if (size < places) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, Math.min(places, 2 * heap.length));
            }
            rise(size++, number);
            return true;
        }
        if (places == 0 || number > heap[0]) {
            return false;
        }
        if (number < heap[0]) {
            sink(number);
        }
        return true;
    }

    private void rise(int from, long number) {
        int i = from;
        while (i > 0 && heap[(i - 1) / 2] < number) {
            heap[i] = heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        heap[i] = number;
    }

    private void sink(long number) {
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= number) {
                break;
            }
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = number;
    }
}
