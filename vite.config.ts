import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', include: ['src/**/*.spec.ts', 'mocks/**/*.spec.ts', 'test/unit/**/*.spec.ts'] } },
    ],
  },
});
