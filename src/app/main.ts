import { mount } from 'svelte';
import './styles/tokens.css';
import './styles/drydock.css';
import './styles/app.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element #app');
mount(App, { target });
